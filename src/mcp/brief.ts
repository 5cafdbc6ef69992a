/** An answer of the command line, of which nothing is known here but that it has keys. */
type Row = Readonly<Record<string, unknown>>;

/** Keys of a row that an agent choosing its work does without. */
const ASIDE: ReadonlySet<string> = new Set([
  ...["stored_status", "by", "created", "updated", "revision", "metadata", "external_ref", "score"],
]);

/** A row as lists give it. */
export function brief(row: object): object {
  return without(plain(row as Row), (key) => ASIDE.has(key));
}

/** All of an issue, without what tells only programs something: marks of a state, and the author where the name says it already. */
export function briefIssue(issue: object): object {
  const { author, attempts, claim, by, origin, address, blocked_by, ...rest } = plain(issue as Row) as Row & {
    readonly author?: { readonly name?: string } | null;
    readonly attempts?: { readonly made?: number } | null;
    readonly claim?: Row | null;
    readonly origin?: { readonly actor?: string } | null;
    readonly blocked_by: readonly { readonly kind: string }[];
  };
  const others = blocked_by.filter(({ kind }) => kind !== "claimed");
  return {
    ...without(rest, (key, value) => key === "stored_status" || key === "revision" || value === false || isEmpty(value)),
    ...{ by, origin },
    ...(address === rest["id"] ? {} : { address }),
    ...(others.length === 0 ? {} : { blocked_by: others }),
    ...(author?.name === (origin?.actor ?? by) ? {} : { author }),
    ...((attempts?.made ?? 0) === 0 ? {} : { attempts }),
    ...(claim == null ? {} : { claim: without(claim, (key) => key === "epoch" || key === "session" || key === "renewals") }),
  };
}

/** What is usual of a message, and then not said. */
const USUAL: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["type", "note"],
  ["priority", "normal"],
  ["expects", "none"],
]);

/** A message of a thread: who, when, what is asked, and the words. `from` is a name, as in the inbox. */
export function briefMessage(message: object): object {
  const { from, ...rest } = message as Row & { readonly from?: { readonly agent?: string; readonly project?: string } };
  const isForeign = rest["foreign"] === true;
  return {
    from: from?.agent,
    ...(isForeign ? { from_project: from?.project } : {}),
    ...without(rest, (key, value) => key === "op" || key === "thread" || value === false || USUAL.get(key) === value),
  };
}

/** What stands in the inbox: each thing that it is, and nothing that it is not. */
export function briefEntry(entry: object): object {
  const { issue, id, from_project, subject, identity: _, tier: __, ...rest } = entry as Row;
  const isForeign = rest["foreign"] === true;
  return {
    ...(id === issue ? {} : { id }),
    ...without(rest, (key, value) => value === false || (USUAL.get(key) === value && key !== "type")),
    ...(isForeign ? { from_project } : {}),
    ...(subject === rest["title"] ? {} : { subject }),
  };
}

/** One matter of the feed: what was done and by whom, and the last words. */
export function briefGroup(group: object): object {
  const { section, address, record, elsewhere, title, at, by, concerns_me, foreign, deeds, last } = group as Row & {
    readonly deeds: readonly { readonly kind: string; readonly outcome: string | null; readonly count: number }[];
    readonly last: Row | null;
  };
  const done = deeds.map(({ kind, outcome, count }) => `${outcome ?? kind}${count === 1 ? "" : ` ${count} times`}`);
  return {
    ...{ section, id: address ?? record ?? elsewhere, title, at, by, done },
    ...(concerns_me === true ? { concerns_me } : {}),
    ...(foreign === true ? { foreign } : {}),
    ...(last === null ? {} : { last: without(last, (key, value) => key === "at" || value === false) }),
  };
}

/** Of what a write answers these keys, as far as they say something; how far it got stands with all of them. */
export function receipt(answer: object, keys: readonly string[]): object {
  const told = [...keys, ...LANDING].map((key) => [key, (answer as Row)[key]] as const);
  return Object.fromEntries(told.filter(([key, value]) => !isEmpty(value) && !isUsual(key, value)));
}

/** What a receipt is silent about: nobody asks for it who was not asked to. */
function isUsual(key: string, value: unknown): boolean {
  return (key === "already" && value === false) || (key === "expects" && value === "none");
}

const LANDING = ["reach", "why"];

/** Links without rows: what is named in passing. */
export function named(rows: unknown): object[] {
  return (rows as readonly Row[]).map(({ id, title, status }) => ({ id, title, status }));
}

/** Counts that are nought are no news; what is needed is an id, unless it has to succeed, too; where it came from needs no operation. */
function plain(row: Row): Row {
  const { children, needs, origin, ...rest } = row as Row & {
    readonly children?: { readonly total?: number };
    readonly needs?: readonly { readonly id: string; readonly needs_success: boolean }[];
    readonly origin?: Row | null;
  };
  return {
    ...without(rest, (key, value) => key === "message_count" && value === 0),
    ...((children?.total ?? 0) === 0 ? {} : { children }),
    ...(needs === undefined ? {} : { needs: needs.map((need) => (need.needs_success ? need : need.id)) }),
    ...(origin == null ? {} : { origin: without(origin, (key) => key === "op") }),
  };
}

function without(row: Row, isAside: (key: string, value: unknown) => boolean): Row {
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => !isAside(key, value)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
