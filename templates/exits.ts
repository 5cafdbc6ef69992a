type Exit = readonly [status: number, words: string];

/** What an exit status says of every command, where nothing else is said of one. */
const COMMON: readonly Exit[] = [
  [0, "done"],
  [2, "used wrongly: an unknown flag, a value that is none"],
  [4, "something in the ledger or in a file cannot be read"],
  [5, "git, the disk or the network fails, or there is no ledger"],
];

const NO_ISSUE: Exit = [1, "there is no such issue"];
const NO_PARENT: Exit = [1, "the issue of --parent is not known"];
const SAID_NO: Exit = [3, "a rule, the remote or somebody else says no: nothing is changed"];
const FILE_TAKEN: Exit = [3, "the file is there, and bd did not write it"];
const NO_DECISION: Exit = [1, "there is no such decision or question"];
const NO_ESCALATION: Exit = [1, "there is no such escalation"];
const NO_CHECKPOINT: Exit = [1, "there is no such checkpoint"];
const NO_PROJECT: Exit = [1, "there is no such project"];
const SWEPT: readonly Exit[] = [
  [0, "nothing is left to look at"],
  [3, "something is"],
];
const FOREIGN_FILE: Exit = [3, "a file is not as bd could write into it: nothing is written"];

/** What is special about one command. */
const EXITS: Readonly<Record<string, readonly Exit[]>> = {
  accept: [NO_ISSUE, [3, "it is closed, or a rule says no"]],
  ack: [
    [1, "there is no such issue or message"],
    [3, "the other project refuses it"],
  ],
  "agent list": [NO_PROJECT],
  "agent show": [[1, "nobody of that name was ever seen"]],
  "agent sweep": SWEPT,
  answer: [NO_DECISION, [3, "it is answered, or somebody else is to answer it"]],
  ask: [[1, "an issue that it gates, or who is to answer, is not known"]],
  "attachment get": [
    [1, "there is no such issue, message or file"],
    [3, "a file of that name is there"],
  ],
  "attachment list": [NO_ISSUE],
  blocked: [[0, "also where nothing is blocked"], NO_PARENT],
  checkpoint: [
    [1, "there is no such issue, or you hold none"],
    [3, "somebody else holds it, or you hold several"],
  ],
  "checkpoint diff": [NO_CHECKPOINT],
  "checkpoint list": [NO_ISSUE],
  "checkpoint restore": [NO_CHECKPOINT, [3, "the folder is there, or what was saved is in another clone"]],
  "checkpoint show": [NO_CHECKPOINT],
  claim: [
    [0, "you have it"],
    [1, "there is no such issue, or with --next nothing is ready"],
    [3, "somebody else has it, it is not ready, or a rule says no: take other work"],
    [5, "the remote could not be asked, so nothing is claimed"],
  ],
  close: [NO_ISSUE, [3, "somebody else holds it, or open children, needs or a question keep it open"]],
  create: [
    [1, "an issue that it names is not known"],
    [3, "the id is taken, or with --if-new: an issue says nearly the same"],
  ],
  decide: [[1, "what it names is not known"]],
  "decide accept": [NO_DECISION, [3, "another verdict stands, or somebody else is to say so"]],
  "decide ack": [NO_DECISION],
  "decide check": [
    [0, "something was decided or asked about it"],
    [1, "nothing was"],
  ],
  "decide reject": [NO_DECISION, [3, "another verdict stands, or somebody else is to say so"]],
  "decide relate": [NO_DECISION],
  "decide show": [NO_DECISION],
  "decide supersede": [NO_DECISION, [3, "it does not hold any more"]],
  defer: [NO_ISSUE, [3, "it is closed"]],
  delete: [NO_ISSUE, [3, "somebody else holds it, or it has open children"]],
  demo: [[0, "the story holds"]],
  "dep add": [NO_ISSUE, [3, "it would make a cycle"]],
  "dep remove": [NO_ISSUE],
  "dep tree": [NO_ISSUE],
  doctor: [
    [0, "nothing is wrong"],
    [4, "something in the ledger cannot be read"],
    [5, "something around it is broken"],
  ],
  escalate: [[1, "the issue is not known"]],
  "escalate ack": [NO_ESCALATION],
  "escalate list": [[1, "the issue of --issue is not known"]],
  "escalate resolve": [NO_ESCALATION, [3, "a rule says who alone may"]],
  "escalate show": [NO_ESCALATION],
  feed: [[1, "there is no such message or cursor"], FILE_TAKEN],
  forget: [[1, "there is no such note"]],
  graph: [NO_ISSUE, [3, "the file is there, and is no picture of bd's"]],
  handoff: [NO_ISSUE, [3, "somebody else holds it, or the other project refuses it"]],
  help: [[2, "there is no such command or topic"]],
  "hook guard": [[3, "somebody else has reserved one, and beads.guard says block"]],
  import: [[4, "a line cannot come in, so none does"]],
  "inbox read": [[1, "there is nothing of that name in the inbox"]],
  "label add": [NO_ISSUE],
  "label list": [NO_ISSUE],
  "label remove": [NO_ISSUE],
  list: [[0, "also where nothing is found"], NO_PARENT],
  log: [NO_ISSUE],
  "outbox drop": [[1, "nothing of that name waits"]],
  "outbox retry": [
    [0, "everything was delivered"],
    [1, "nothing of that name waits"],
    [3, "a project refused something"],
    [5, "something still waits"],
  ],
  patrol: SWEPT,
  pause: [[1, "with --off: the project is not paused"]],
  prime: [
    [0, "also where there is no ledger, and nothing is said"],
    [1, "the issue of --for is not known"],
  ],
  "project add": [[3, "the name is another project's"]],
  "project alias": [[3, "it is another project's"]],
  "project remove": [NO_PROJECT, [3, "it is known by its clone, and nothing is written down of it"]],
  "project show": [NO_PROJECT],
  "project where": [NO_PROJECT],
  q: [
    [1, "an issue that it names is not known"],
    [3, "with --if-new: an issue says nearly the same"],
  ],
  ready: [
    [0, "also where nothing is ready"],
    [1, "with --claim nothing is ready; with --explain there is no such issue"],
    [3, "with --claim: somebody was faster, or a rule says no"],
  ],
  recall: [[0, "also where nothing is found"]],
  reject: [NO_ISSUE, [3, "it is not proposed, or a rule says no"]],
  release: [
    [1, "there is no such issue, or you hold none"],
    [3, "somebody else holds it, or you hold several"],
  ],
  remember: [[1, "the message of --from is not known"]],
  reopen: [NO_ISSUE],
  reply: [
    [1, "there is no such issue or message, or nobody of the name in --to"],
    [3, "the other project refuses it; with --take-back it is not yours, or it stands"],
  ],
  report: [NO_ISSUE, FILE_TAKEN],
  reserve: [
    [0, "all of it is reserved"],
    [3, "something was not: somebody else has it"],
  ],
  "reserve check": [
    [0, "nobody else has reserved it"],
    [3, "somebody else has"],
  ],
  "reserve release": [
    [1, "there is no such reservation"],
    [3, "it is somebody else's"],
  ],
  "reserve renew": [
    [1, "there is no such reservation"],
    [3, "it ran out, and somebody else has the paths now"],
  ],
  resume: [
    [0, "go on"],
    [1, "there is no such issue, or you are on none"],
    [3, "stop: the work is over, or not yours any more"],
  ],
  search: [[0, "also where nothing is found"], NO_PARENT],
  send: [
    [0, "it is delivered, or waits in the outbox"],
    [1, "there is no such project, agent or person"],
    [3, "the other project refuses it"],
  ],
  "setup agents": [FOREIGN_FILE],
  "setup claude": [FOREIGN_FILE],
  "setup codex": [FOREIGN_FILE],
  "setup cron": [FOREIGN_FILE],
  "setup git": [FOREIGN_FILE],
  "setup path": [FOREIGN_FILE],
  show: [[1, "one of the ids is not known"]],
  status: [[1, "with --ack-lost: it is not on the list"]],
  sync: [
    [0, "everything is exchanged"],
    [3, "a change of yours lost against somebody else's, or another project refused it"],
    [5, "the remote did not take everything"],
  ],
  thread: [[1, "there is no such issue or message"]],
  ui: [[2, "there is no terminal"]],
  undefer: [NO_ISSUE],
  update: [NO_ISSUE, [3, "somebody else holds it, or a rule says no"]],
  wait: [
    [0, "it came"],
    [1, "there is no such issue"],
    [3, "it did not come in time"],
    [130, "it was interrupted"],
  ],
  watch: [
    [0, "--once, --timeout or --limit ended it"],
    [1, "there is no such issue or cursor"],
    [130, "it was interrupted"],
  ],
};

/** What changes no ledger, and so is refused by nobody. */
const READS: ReadonlySet<string> = new Set(
  [
    "agent list,agent show,attachment list,background,blocked,checkpoint diff,checkpoint list,checkpoint show,completion,config get,config list",
    "decide check,decide list,decide search,decide show,demo,dep cycles,dep tree,doctor,escalate list,escalate show,help,hook trailer,inbox",
    "inbox read,list,log,mcp,mine,outbox list,prime,project list,project show,project where,recall,reserve list,search,show,status,thread,ui",
    "whoami",
  ].flatMap((names) => names.split(",")),
);

/** Every exit status that a command may have, and what it says then; a bug of bd itself is 70, anywhere. */
export function exitsOf(name: string): readonly Exit[] {
  const own = EXITS[name] ?? [];
  const others = (READS.has(name) ? COMMON : [...COMMON, SAID_NO]).filter(([status]) => !own.some(([other]) => other === status));
  return [...own, ...others].sort(([one], [other]) => one - other);
}

/** The commands of which more is said. */
export const SPECIAL: readonly string[] = Object.keys(EXITS);
