import { attachmentPath } from "../format/paths.ts";
import type { Ledger } from "./ledger.ts";

/** Where a file is attached: on which thread (null: the bulletin), with which message, under which name. */
export interface AttachmentPlace {
  readonly issue: string | null;
  readonly message: string;
  readonly name: string;
}

/** The bytes of an attached file; undefined where the ledger does not have it. */
export function readAttachment(
  ledger: Pick<Ledger, "readFile">,
  { issue, message, name }: AttachmentPlace,
): Promise<Buffer | undefined> {
  return ledger.readFile(attachmentPath(issue, message, name));
}
