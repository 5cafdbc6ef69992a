import { attachmentName, checkAttachmentSize, uniqueNames } from "../domain/attachment.ts";
import type { Attachment } from "../domain/message.ts";
import type { Project } from "../domain/project.ts";
import { parseSize } from "../domain/setting.ts";
import type { AttachedFile } from "../store/operation.ts";

/** A file that the edge has read. */
export interface FileInput {
  /** As it was typed. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** What a message says of its files, and the files themselves under safe names. */
export interface Attached {
  readonly attachments: readonly Attachment[];
  readonly files: readonly AttachedFile[];
}

/** What one file may have where the project says nothing. */
const USUAL_LIMIT = "1MiB";

/** Makes files ready to go with a message into a project's ledger. @throws ATTACHMENT_TOO_BIG */
export function attach(inputs: readonly FileInput[], { settings }: Pick<Project, "settings">): Attached {
  const limit = parseSize(settings["attachment.max"] ?? USUAL_LIMIT) ?? 0;
  const names = uniqueNames(inputs.map(({ path }) => attachmentName(path)));
  const attachments = inputs.map(({ content }, i) => ({ name: names[i] as string, size: content.length }));
  for (const { name, size } of attachments) checkAttachmentSize(name, size, limit);
  const files = inputs.map(({ content }, i) => ({ name: names[i] as string, content: Buffer.from(content).toString("base64") }));
  return { attachments, files };
}
