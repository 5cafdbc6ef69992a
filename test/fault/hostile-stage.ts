import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { outboxPath } from "../../src/format/paths.ts";
import { type Forged, forge } from "../support/forge.ts";
import { bdIn, type RunBd } from "../support/run-bd.ts";
import { type Scratch, scratch } from "../support/scratch.ts";

/** What nobody's terminal or log is to get out of another project's words. */
export const COMMANDS_A_TERMINAL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** The stem of a message's id, so that each of a test has its own. */
export const moment = (n: number) => `20261121T11${String(n).padStart(2, "0")}00000Z-aaaaaa`;

export interface Stage {
  readonly here: Scratch;
  /** bd in our own project, which has sent one issue to theirs. */
  readonly bd: RunBd;
  /** Where their ledger is shared. */
  readonly evil: string;
  /** The id that our issue has in their ledger. */
  readonly sent: string;
  /** Has them write anything into their own ledger, and syncs here. */
  readonly answer: (files: readonly Forged[], message?: string) => Promise<void>;
  /** Has them write anything into ours, as who may push there can, and syncs here. */
  readonly intrude: (files: readonly Forged[], message?: string) => Promise<void>;
}

/** Our project vc on this machine; evil somewhere else, known by its address alone. */
export async function stage(): Promise<Stage> {
  const [here, elsewhere] = [scratch(), scratch()];
  const [vc, evil] = [await here.remote("srv/vc.git"), await elsewhere.remote("srv/evil.git")];
  const theirs = bdIn(elsewhere, await elsewhere.clone(evil, "evil"), 9);
  await theirs(["init", "--no-view", "--quiet"]);
  const bd = bdIn(here, await here.clone(vc, "vc"));
  await bd(["init", "--quiet"]);
  await bd(["create", "Sound", "--id", "vc-sound", "--quiet"]);
  const sent = await bd(["send", evil, "parser crash", "-m", "Many brackets.", "--json"]);
  if (sent.status !== 0) throw new Error(sent.stdout + sent.stderr);
  const write = (where: Scratch, bare: string) => async (files: readonly Forged[], message?: string) => {
    await forge(where, bare, files, message === undefined ? {} : { message });
    await bd(["sync", "--quiet"]);
  };
  return { here, bd, evil, sent: sent.json.id, answer: write(elsewhere, evil), intrude: write(here, vc) };
}

/** A bead's file as somebody may have typed it: keys as they are, then the body. */
export function file(keys: readonly string[], body = ""): string {
  return `---\n${keys.join("\n\n")}\n---\n${body === "" ? "" : `\n${body}\n`}`;
}

interface Said {
  readonly id: string;
  readonly thread: string;
  readonly body?: string;
  readonly agent?: string;
  readonly project?: string;
  readonly more?: readonly string[];
}

/** A message of theirs to us, where nothing else is said, with keys that no bd would write. */
export function saying({
  id,
  thread,
  body = "Hello.",
  agent = "mallory/evil",
  project = "example.com/team/evil",
  more = [],
}: Said): string {
  const name = agent.startsWith('"') ? agent : JSON.stringify(agent);
  const from = `from:\n  human: Mallory <mallory@example.com>\n  agent: ${name}\n  project: ${project}`;
  const keys = [`id: ${id}`, `thread: ${thread}`, from, "to:\n  - vc", "type: request", "expects: reply"];
  return file([...keys, ...more, 'created: "2026-11-21T11:00:00Z"', `op: ${id}`], body);
}

/** An issue that says it came from them. */
export function issueFile(id: string, more: readonly string[] = [], body = ""): string {
  const keys = [`id: ${id}`, "title: From evil", "status: open", "type: bug", "priority: 1"];
  const origin = "origin:\n  project: example.com/team/evil\n  actor: mallory/evil";
  return file([...keys, 'created: "2026-11-21T11:00:00Z"', "by: mallory/evil", origin, ...more], body);
}

/** Every file below a folder whose name gives away that a test's attack wrote it. */
export function pwned(folder: string): string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found.filter(({ name }) => name.includes("pwned")).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** All that is said of what others wrote, in every way in which a person or an agent reads it. */
export async function everything({ bd, sent }: Stage, ...ids: readonly string[]): Promise<string> {
  const ways = [
    ["inbox", "--all", "--full"],
    ["inbox", "--inject"],
    ["thread", `evil:${sent}`],
    ["thread", `evil:${sent}`, "--summary"],
    ["show", `evil:${sent}`],
    ["inbox", "--sent"],
    ["list"],
    ["ready", "--explain"],
    ["log"],
    ["status"],
    ...ids.flatMap((id) => [
      ["show", id],
      ["thread", id],
    ]),
  ];
  const said: string[] = [];
  for (const words of ways) {
    const { stdout, stderr } = await bd(words);
    said.push(`$ ${words.join(" ")}`, stdout, stderr);
  }
  return said.join("\n");
}

interface Parcel {
  readonly url?: string;
  readonly project?: string;
  readonly bead?: string;
  readonly issue?: string;
  readonly attachment?: string;
}

/** An entry of our outbox as somebody else may have written it: sound but for what is said. */
export function parcelOf(
  id: string,
  { url, project = `nowhere.invalid/team/${id.slice(9, 13)}`, bead = "evil-abcdef", issue, attachment }: Parcel,
): Forged {
  const from = "from:\n  human: Mallory <mallory@example.com>\n  agent: mallory/vc\n  project: vc";
  const keys = [
    `id: ${id}`,
    "kind: issue",
    `project: ${project}`,
    `url: ${JSON.stringify(url ?? "https://nowhere.invalid/x")}`,
    `bead: ${bead}`,
  ];
  const files = attachment === undefined ? [] : [`attachments:\n  - name: ${attachment}\n    size: 1`];
  const about = issue === undefined ? [] : [`issue: ${issue}`];
  const more = [...about, "title: pwned", "type: bug", 'priority: "1"', ...files, from, 'created: "2026-11-21T11:00:00Z"'];
  return { path: outboxPath(id), content: file([...keys, ...more]) };
}
