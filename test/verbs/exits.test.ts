import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.ts";
import { loadHelpPage } from "../../src/cli/help-page.ts";
import { SPECIAL } from "../../templates/exits.ts";
import { type RunBd, trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const VERBS = Object.entries(COMMANDS).flatMap(([name, { alias }]) => (alias === undefined ? [name] : []));
const NOBODY = "vc-zzzzzz";

/** Of every command whose help knows of status 1, words that come to nothing. */
const IN_VAIN: Readonly<Record<string, readonly string[]>> = {
  accept: [NOBODY],
  ack: [NOBODY],
  "agent list": ["--project", "nowhere"],
  "agent show": ["nobody"],
  answer: ["adr-zzzzzz", "a"],
  ask: ["Which?", "--option", "a=1", "--option", "b=2", "--gates", NOBODY],
  "attachment get": [NOBODY, "a.txt"],
  "attachment list": [NOBODY],
  blocked: ["--parent", NOBODY],
  checkpoint: [NOBODY, "-m", "Here."],
  "checkpoint diff": ["zzzzzz"],
  "checkpoint list": [NOBODY],
  "checkpoint restore": ["zzzzzz", "--into", "../away"],
  "checkpoint show": ["zzzzzz"],
  claim: [NOBODY],
  close: [NOBODY, "-r", "Done."],
  create: ["A title", "--needs", NOBODY],
  decide: ["A title", "--supersedes", "adr-zzzzzz"],
  "decide accept": ["adr-zzzzzz"],
  "decide ack": ["adr-zzzzzz"],
  "decide check": ["anything"],
  "decide reject": ["adr-zzzzzz", "-r", "No."],
  "decide relate": ["adr-zzzzzz", "adr-yyyyyy"],
  "decide show": ["adr-zzzzzz"],
  "decide supersede": ["adr-zzzzzz", "A title"],
  defer: [NOBODY],
  delete: [NOBODY, "-r", "No."],
  "dep add": [NOBODY, "vc-yyyyyy"],
  "dep remove": [NOBODY, "vc-yyyyyy"],
  "dep tree": [NOBODY],
  escalate: ["A title", "--issue", NOBODY],
  "escalate ack": ["zzzzzz"],
  "escalate list": ["--issue", NOBODY],
  "escalate resolve": ["zzzzzz", "-r", "Over."],
  "escalate show": ["zzzzzz"],
  feed: ["--since", "20261121T110000000Z-5v1g8m"],
  forget: ["nothing"],
  graph: [NOBODY],
  handoff: [NOBODY, "--done", "All."],
  "inbox read": [NOBODY],
  "label add": [NOBODY, "parser"],
  "label list": [NOBODY],
  "label remove": [NOBODY, "parser"],
  list: ["--parent", NOBODY],
  log: [NOBODY],
  "outbox drop": ["beads:beads-zzzzzz", "-r", "No."],
  "outbox retry": ["beads:beads-zzzzzz"],
  pause: ["--off"],
  prime: ["--for", NOBODY],
  "project remove": ["nowhere"],
  "project show": ["nowhere"],
  "project where": ["nowhere"],
  q: ["A title", "--needs", NOBODY],
  ready: ["--claim"],
  reject: [NOBODY, "-r", "No."],
  release: [NOBODY],
  remember: ["--from", "20261121T110000000Z-5v1g8m"],
  reopen: [NOBODY],
  reply: [NOBODY, "-m", "Hello."],
  report: ["--issue", NOBODY],
  "reserve release": ["zzzzzz"],
  "reserve renew": ["zzzzzz"],
  resume: [NOBODY],
  search: ["words", "--parent", NOBODY],
  send: ["nowhere", "A title"],
  show: [NOBODY],
  status: ["--ack-lost", "20261121T110000000Z-5v1g8m"],
  thread: [NOBODY],
  undefer: [NOBODY],
  update: [NOBODY, "-p", "1"],
  wait: [NOBODY, "--for", "closed", "--timeout", "0s"],
  watch: [NOBODY, "--once"],
};

describe("exit statuses in help", () => {
  it("are those of commands that there are, each once and in order", async () => {
    expect(SPECIAL.filter((name) => !VERBS.includes(name))).toEqual([]);
    for (const name of VERBS) {
      const labels = (await loadHelpPage(name, COMMANDS))?.exits.map(({ label }) => Number(label)) ?? [];
      expect(labels).toEqual([...new Set(labels)].sort((one, other) => one - other));
      expect(labels).toEqual(expect.arrayContaining([0, 2]));
    }
  });

  it("say 1 of exactly the commands that are tried in vain here", async () => {
    const pages = await Promise.all(VERBS.map((name) => loadHelpPage(name, COMMANDS)));
    const said = pages.flatMap((page) => (page?.exits.some(({ label }) => label === "1") ? [page.name] : []));
    expect(said.sort()).toEqual(Object.keys(IN_VAIN).sort());
  });

  it("are what those commands answer", async () => {
    const { bd } = await trackedRepository(scratch());
    const wrong: string[] = [];
    for (const [name, words] of Object.entries(IN_VAIN)) wrong.push(...(await notOne(bd, [...name.split(" "), ...words])));
    expect(wrong).toEqual([]);
  });
});

async function notOne(bd: RunBd, words: readonly string[]): Promise<string[]> {
  const { status, stdout, stderr } = await bd(words);
  return status === 1 ? [] : [`bd ${words.join(" ")}: ${status} ${stdout}${stderr}`];
}
