import type { Message } from "../domain/message.ts";
import type { OutboxEntry } from "../domain/outbox.ts";
import { attachmentPath, parcelPath } from "../format/paths.ts";
import type { Ledger } from "./ledger.ts";
import type { AttachedFile } from "./operation.ts";

/** The files that go along with an outbox entry, from the sender's ledger. One that is gone is left out. */
export async function readParcel(ledger: Ledger, entry: OutboxEntry): Promise<AttachedFile[]> {
  return readAll(ledger, entry.attachments, (name) => parcelPath(entry.id, name));
}

/** The files that came with some messages of a thread, by message. */
export async function readThreadFiles(
  ledger: Ledger,
  messages: readonly Message[],
): Promise<Record<string, readonly AttachedFile[]>> {
  const files: Record<string, readonly AttachedFile[]> = {};
  for (const { id, thread, attachments } of messages) {
    if (attachments.length > 0) files[id] = await readAll(ledger, attachments, (name) => attachmentPath(thread, id, name));
  }
  return files;
}

async function readAll(
  ledger: Ledger,
  attachments: readonly { readonly name: string }[],
  pathOf: (name: string) => string,
): Promise<AttachedFile[]> {
  const files: AttachedFile[] = [];
  for (const { name } of attachments) {
    const content = await ledger.readFile(pathOf(name));
    if (content !== undefined) files.push({ name, content: content.toString("base64") });
  }
  return files;
}
