import { checkBody } from "../domain/body.ts";
import type { Expectation, Message, MessagePriority, MessageType } from "../domain/message.ts";
import { checkTitle } from "../domain/title.ts";
import { BeadsError } from "../errors.ts";
import { attach, type FileInput } from "./attach.ts";
import { compose } from "./compose.ts";
import { resolveMetadata } from "./resolve-metadata.ts";
import { resolveWhen } from "./resolve-when.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

export interface AnnounceInput {
  /** `@all`, people, and agents of this project. */
  readonly to: readonly string[];
  readonly body: string;
  readonly subject?: string | undefined;
  readonly type?: MessageType | undefined;
  readonly priority?: MessagePriority | undefined;
  readonly expects?: Expectation | undefined;
  /** By when, as typed. */
  readonly by?: string | undefined;
  /** `key=value`, for programs. */
  readonly data?: readonly string[] | undefined;
  readonly files?: readonly FileInput[] | undefined;
  readonly dry_run?: boolean | undefined;
}

export interface AnnounceResult {
  readonly message: Message;
  readonly landing: Landing;
}

/** Says something in this project that is on no issue: on the bulletin. @throws UNKNOWN_AGENT, UNKNOWN_PERSON, BODY_MISSING, usage errors for bad values */
export async function announce(workspace: Workspace, input: AnnounceInput): Promise<AnnounceResult> {
  const { ledger, actor } = workspace;
  const snapshot = await ledger.snapshot();
  const { resolveRecipients } = await import("./recipients.ts");
  const to = await resolveRecipients(workspace, input.to, { workspace, snapshot });
  const body = checkBody(input.body);
  if (body === "") throw bodyMissing();
  const { attachments, files } = attach(input.files ?? [], snapshot.project);
  const expects = input.expects ?? (input.by === undefined ? "none" : "reply");
  const message = compose(ledger, actor, {
    thread: null,
    to,
    type: input.type ?? (expects === "reply" ? "request" : "note"),
    priority: input.priority ?? "normal",
    expects,
    deadline: input.by === undefined ? null : resolveWhen(input.by, ledger.now()),
    subject: input.subject === undefined ? null : checkTitle(input.subject),
    data: resolveMetadata(input.data ?? []),
    attachments,
    body,
  });
  const { landing } = await write(workspace, "message", { message, files }, { urgency: "now", dry_run: input.dry_run });
  return { message, landing };
}

function bodyMissing(): BeadsError {
  return new BeadsError("usage", "BODY_MISSING", "There is nothing to say.", {
    hints: ["Use -m <text>, -F <file>, -F - or --stdin."],
  });
}
