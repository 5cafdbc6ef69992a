import { join } from "node:path";
import { type BeadEvent, eventOf } from "../../domain/event.ts";
import { isId } from "../../domain/id.ts";
import { toStamp } from "../../domain/time.ts";
import { parseIssue } from "../../format/issue-file.ts";
import { issuePath } from "../../format/paths.ts";
import type { Oid, Repository, TrailedCommit } from "../../git/repository.ts";
import type { Clone } from "../clone.ts";
import { CLOSING_TRAILER, DEPTH, TRAILER } from "../code-commits.ts";
import { BRANCHES, branchRef } from "../refs.ts";
import { type CodePlace, findPlace, keepPlace } from "./code-place.ts";
import { readAll } from "./read-all.ts";

const HEADS = "refs/heads/";
/** What others want merged into a ledger is no code. */
const PROPOSALS = `${HEADS}beads-inbox/`;

/** Where a reader of the code's commits stands: it tells those on this clone's branches that name beads, each once. */
export class CodeTrail {
  readonly #clone: Clone;
  #place: CodePlace;
  #kept: { readonly place: CodePlace; readonly name: string | null } | undefined;

  private constructor(clone: Clone, place: CodePlace) {
    this.#clone = clone;
    this.#place = place;
  }

  /** Stands at what the clone has now. */
  static async openNow(clone: Clone): Promise<CodeTrail> {
    return new CodeTrail(clone, { seen: await headsOf(clone), told: [] });
  }

  /** Stands at a time, in milliseconds. */
  static openAt(clone: Clone, after: number): CodeTrail {
    return new CodeTrail(clone, { seen: [], told: [], after });
  }

  /** Stands where a reader stood under a name; undefined if nobody remembers that. */
  static reopen(clone: Clone, name: string): CodeTrail | undefined {
    const place = findPlace(folderOf(clone), name);
    return place === undefined ? undefined : new CodeTrail(clone, place);
  }

  /** The name under which this clone remembers where the reader stands; null where it cannot. */
  get name(): string | null {
    if (this.#kept?.place !== this.#place) {
      this.#kept = { place: this.#place, name: keepPlace(folderOf(this.#clone), this.#place) };
    }
    return this.#kept.name;
  }

  /** What is new on the branches, oldest first. The reader moves on with each event that is taken. */
  async *read(tip: Oid): AsyncGenerator<BeadEvent> {
    const heads = await headsOf(this.#clone);
    // What is gone from the branches has nothing new.
    if (heads.every((head) => this.#place.seen.includes(head))) return;
    const { repository } = this.#clone;
    const { after = 0 } = this.#place;
    // Who goes on behind a commit has seen all of its ancestors, so none of these may come later.
    const order = { ordered: true, ...(after === 0 ? {} : { after }) };
    const range = { from: [...this.#place.seen, tip], to: heads, key: `${TRAILER},${CLOSING_TRAILER}`, limit: DEPTH };
    const commits = ((await repository.listTrailers?.({ ...range, ...order })) ?? []).filter(({ at }) => at >= after).reverse();
    const titles = await titlesOf(repository, tip, commits);
    for (const commit of commits) {
      const told = new Set(this.#place.told);
      const untold = beadsOf(commit, titles).filter(([bead]) => !told.has(`${commit.oid} ${bead}`));
      const isLast = commit === commits.at(-1);
      for (const [at, [bead, title]] of untold.entries()) {
        this.#place = at + 1 < untold.length ? this.#partly(commit.oid, bead) : this.#behind(commit.oid, isLast ? heads : null);
        yield eventIn(commit, bead, title);
      }
      this.#place = this.#behind(commit.oid, isLast ? heads : null);
    }
    this.#place = { seen: heads, told: [] };
  }

  #partly(commit: Oid, bead: string): CodePlace {
    return { ...this.#place, told: [...this.#place.told, `${commit} ${bead}`] };
  }

  /** Behind a commit; where it is the last one, behind all branches, which says the same in fewer words. */
  #behind(commit: Oid, heads: readonly Oid[] | null): CodePlace {
    return heads === null ? { ...this.#place, seen: [...this.#place.seen, commit], told: [] } : { seen: heads, told: [] };
  }
}

function folderOf({ folder }: Pick<Clone, "folder">): string {
  return join(folder, "cursors");
}

/** The tips of the code's branches in this clone, each once. */
async function headsOf({ repository, ledgerRef }: Clone): Promise<readonly Oid[]> {
  if (repository.listTrailers === undefined) return [];
  const configured = (await repository.config()).get("beads.branch");
  const ledgers = new Set([ledgerRef, ...BRANCHES.map(branchRef), ...(configured === undefined ? [] : [branchRef(configured)])]);
  const refs = await repository.listRefs(HEADS);
  const code = [...refs].filter(([ref]) => !ledgers.has(ref) && !ref.startsWith(PROPOSALS));
  return [...new Set(code.map(([, oid]) => oid))].sort();
}

async function titlesOf(
  repository: Repository,
  tip: Oid,
  commits: readonly TrailedCommit[],
): Promise<ReadonlyMap<string, string>> {
  const ids = commits.flatMap(({ values }) => values.filter(isId));
  const issues = await readAll(repository, tip, { ids, pathOf: issuePath, parse: parseIssue });
  return new Map([...issues].map(([id, { title }]) => [id, title]));
}

/** The beads of this ledger that a commit names; what else its trailers say is nobody's. */
function beadsOf({ values }: TrailedCommit, titles: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...new Set(values)].flatMap((id) => {
    const title = titles.get(id);
    return title === undefined ? [] : [[id, title] as const];
  });
}

function eventIn({ oid, at, author, subject }: TrailedCommit, bead: string, title: string): BeadEvent {
  return eventOf({ kind: "commit", at: toStamp(at), by: author, bead, commit: oid, title, subject });
}
