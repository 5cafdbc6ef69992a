import type { PushOutcome } from "../repository.ts";
import { gitWords, withoutCredentials } from "../words.ts";
import { isRefusal, type NetworkRun } from "./network.ts";

/** One line of `git push --porcelain`: `!\t<from>:<to>\t[remote rejected] (reason)`. */
interface RefReport {
  readonly flag: string;
  readonly summary: string;
}

/**
 * Says how a push ended. Accepted is exit 0, the final `Done` and a good flag for every URL. A push that broke off has not
 * landed if it never came to packing objects; otherwise it is not known.
 */
export function classifyPush(
  run: Pick<NetworkRun, "status" | "stdout" | "stderr" | "gaveUp">,
  { forced = false }: { readonly forced?: boolean } = {},
): PushOutcome {
  const output = run.stdout.toString("utf8");
  const reports = parseReports(output);
  const isGood = ({ flag }: RefReport) => (forced ? " *=+" : " *=").includes(flag);
  if (run.status === 0 && /^Done$/m.test(output) && reports.length > 0 && reports.every(isGood)) return { state: "accepted" };
  const bad = reports.find((report) => !isGood(report));
  const words = wordsOf(run, bad);
  if (bad !== undefined) return { state: rejected(bad.summary, run.stderr), words };
  if (reports.length > 0) return { state: "unknown", words };
  if (/HTTP 40[13]|error: 40[13]/.test(run.stderr)) return { state: "forbidden", words };
  if (wasPacked(run.stderr)) return { state: "unknown", words };
  return { state: isRefusal(run.stderr) ? "forbidden" : "unreachable", words };
}

function parseReports(output: string): readonly RefReport[] {
  return output.split("\n").flatMap((line) => {
    const [flag = "", refs, summary] = line.split("\t");
    return refs !== undefined && summary !== undefined && flag.length === 1 ? [{ flag, summary }] : [];
  });
}

type Refused = Exclude<PushOutcome["state"], "accepted">;

const BEHIND =
  /fetch first|non-fast-forward|stale info|failed to update ref|failed to lock|cannot lock ref|unable to lock|incorrect old value|reference already exists|but expected|atomic|already exists|needs force|remote ref updated/i;

/** The host's rules for the branch or the person: no other content would pass either. */
const FORBIDDEN =
  /protected (branch|ref)|GH006|not allowed|not permitted|permission|denied|deny updating|currently checked out|read-?only|prohibited|forbidden|restricted|hidden ref|funny refname|pull request|merge request|shallow update|archived|private email|email privacy/i;

/** What hosts say when they found something in the content. */
const CONTENT = /secret|push protection|file size|large file|exceeds .*file|malware|fsck|invalid content/i;

/** Trouble of the remote's own. */
const TROUBLE = /failed to report status|no response|did not report|internal .*error|unavailable|timed? ?out|try again/i;

function rejected(summary: string, stderr: string): Refused {
  if (TROUBLE.test(summary)) return "unknown";
  if (BEHIND.test(summary)) return "behind";
  if (/unpacker error|unpack|missing necessary objects/i.test(summary)) return unpacking(stderr);
  const remote = stderr.split("\n").filter((line) => line.startsWith("remote:"));
  const said = [summary, ...remote].join("\n");
  if (CONTENT.test(said)) return "declined";
  return FORBIDDEN.test(said) ? "forbidden" : "declined";
}

/** The remote could not store it: not the content's fault unless its fsck says so. */
function unpacking(stderr: string): Refused {
  if (/fsck|index-pack abnormal|invalid/i.test(stderr) && !/No space|quota/i.test(stderr)) return "declined";
  return /permission|read-only/i.test(stderr) ? "forbidden" : "unreachable";
}

/** pack-objects says what it counts before it writes a byte, so silence means that no pack was sent whole. */
function wasPacked(stderr: string): boolean {
  return /Enumerating objects|Counting objects|Writing objects|^Total \d/m.test(stderr);
}

function wordsOf(run: Pick<NetworkRun, "status" | "stderr" | "gaveUp">, bad: RefReport | undefined): string {
  const summary = bad === undefined ? [] : [withoutCredentials(bad.summary)];
  const gaveUp = run.gaveUp === "timeout" ? ["no answer in time"] : run.gaveUp === "interrupted" ? ["interrupted"] : [];
  const words = [...gaveUp, ...summary, gitWords(run.stderr)].filter((text) => text !== "").join("\n");
  return words === "" ? `git push ended with exit status ${run.status}` : words;
}
