import { type Arrival, type CameLately, dailyBound, INBOUND_WINDOW } from "../../domain/admission.ts";
import { toCompactStamp, toStamp } from "../../domain/time.ts";
import type { VerbArguments } from "../operation.ts";
import type { State } from "../state.ts";

/** A delivery as the target's rules look at it. */
export function arrivalOf({ snapshot }: State, { issue, messages, files }: VerbArguments["deliver"]): Arrival {
  const [first] = messages;
  const texts = [issue?.body ?? "", ...messages.map(({ body }) => body)];
  const parcels = Object.values(files).flat();
  const project = issue?.origin?.project ?? first?.from.project ?? "";
  const thread = issue === null && first?.thread != null ? snapshot.issue(first.thread) : undefined;
  return {
    kind: issue === null ? "message" : "issue",
    project,
    body: Math.max(...texts.map((text) => Buffer.byteLength(text))),
    files: parcels.reduce((sum, { content }) => sum + Buffer.byteLength(content, "base64"), 0),
    own_thread: thread?.origin?.project === project,
  };
}

/** What came from the sender of an arrival lately, by the times when it was made; only what its kind is bounded by is counted. */
export function cameLately({ snapshot, moment }: State, { kind, project }: Arrival): CameLately {
  const since = moment.now - INBOUND_WINDOW;
  if (kind === "issue") return { issues: snapshot.origins({ project, since: toStamp(since) }).length, messages: 0 };
  const after = `${toCompactStamp(since)}-`;
  // Where fewer were said in all than one project may say, nobody is counted.
  const some = snapshot.messages({ after, limit: dailyBound(snapshot.project, kind) });
  if (some.length < dailyBound(snapshot.project, kind)) return { issues: 0, messages: 0 };
  return { issues: 0, messages: snapshot.messages({ after }).filter(({ from }) => from.project === project).length };
}
