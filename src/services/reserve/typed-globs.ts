import { type GlobPlace, globFromTyped } from "../../domain/glob-typed.ts";
import { BeadsError } from "../../errors.ts";
import { kindBelow, standIn } from "../../store/stand.ts";
import type { KnownProject } from "../discovery.ts";
import type { Workspace } from "../workspace.ts";

/** What of some words belongs to one ledger. */
export interface TypedGlobs {
  /** Null: the caller's own. */
  readonly project: KnownProject | null;
  readonly place: GlobPlace;
  /** Without the project in front, as typed. */
  readonly words: readonly string[];
}

/** A project in front of a path; one letter is a drive of Windows. */
const ADDRESSED = /^([^*?{}\\]{2,}):(?!\/\/)([^:]+)$/;

/** Words by the ledger that they belong to: `beads:src/**` counts from the top of that project. The caller's own come first. @throws UNKNOWN_PROJECT, AMBIGUOUS_PROJECT */
export async function sortWords(workspace: Workspace, words: readonly string[]): Promise<readonly TypedGlobs[]> {
  const here: string[] = [];
  const others = new Map<string, { project: KnownProject | null; words: string[] }>();
  for (const word of words) {
    const addressed = ADDRESSED.exec(word);
    if (addressed === null) here.push(word);
    else {
      const { resolveProject } = await import("../resolve-project.ts");
      const project = await resolveProject(workspace, addressed[1] ?? "");
      const sorted = others.get(project.identity) ?? { project: project.own ? null : project, words: [] };
      sorted.words.push(addressed[2] ?? "");
      others.set(project.identity, sorted);
    }
  }
  const place = standIn(workspace.repository.location, workspace.directory);
  const sorted = [...others.values()].map((other) => ({ ...other, place: { top: null, from: [] } }));
  return [...(here.length === 0 ? [] : [{ project: null, place, words: here }]), ...sorted];
}

/** The globs of some words as they are kept, each once: what is a directory now ends in a slash. @throws BAD_GLOB, OUTSIDE_WORK_TREE */
export function globsOf({ place, words }: Pick<TypedGlobs, "place" | "words">): readonly string[] {
  const globs = words.map((word) => globFromTyped(word, place));
  const isPlain = (glob: string) => !/[*?{]|\/$/.test(glob);
  return [...new Set(globs.map((glob) => (isPlain(glob) && kindBelow(place.top, glob) === "directory" ? `${glob}/` : glob)))];
}

/** Does something in the ledger that some words belong to: another project's is that of its clone on this machine. @throws NO_CLONE_HERE */
export async function inLedgerOf<T>(
  workspace: Workspace,
  project: KnownProject | null,
  work: (there: Workspace) => Promise<T>,
): Promise<T> {
  if (project === null) return work(workspace);
  const { openClones } = await import("../open-project.ts");
  const [there, ...more] = await openClones(workspace, project, { one: true, mirror: false });
  await Promise.all(more.map(({ ledger }) => ledger.close()));
  if (there === undefined) throw noCloneHere(project);
  try {
    return await work(there);
  } finally {
    await there.ledger.close();
  }
}

function noCloneHere({ name, identity }: KnownProject): BeadsError {
  return new BeadsError("environment", "NO_CLONE_HERE", `There is no clone of ${name} on this machine to reserve paths in.`, {
    hints: [`Clone it beside this one, or ask whoever works there: bd send ${name} "…".`],
    fields: { project: identity },
  });
}
