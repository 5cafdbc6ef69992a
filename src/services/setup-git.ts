import { basename, join } from "node:path";
import { HOOKS, type HookName, LEFTHOOK_TEXT, PRE_COMMIT_TEXT, RUN_SCRIPT } from "../../templates/hooks.ts";
import { launcherText } from "../../templates/launcher.ts";
import { readJson, writeWhole } from "../store/durable-file.ts";
import { readHook, removeHook, writeHook } from "../store/hook-file.ts";
import type { SetupFile, SetupMode, SetupResult } from "./setup-file.ts";
import { type HookPlan, planHook, planRemoval } from "./setup-git/hook.ts";
import { type HooksPlace, hooksPlace } from "./setup-git/place.ts";
import type { Workspace } from "./workspace.ts";

export interface SetupGitInput extends SetupMode {
  /** What the hooks start where no bd is on the PATH: Node and the program, absolute. */
  readonly node: string;
  readonly program: string;
}

/**
 * Puts a guard of reservations and `Bead:` trailers into the hooks of the repository, beside whatever is there; or takes exactly that out. What a
 * hook manager writes itself is left alone, and what to add there is said. @throws NO_WORK_TREE, BLOCK_BROKEN
 */
export async function setupGit(workspace: Workspace, input: SetupGitInput): Promise<SetupResult> {
  const place = await hooksPlace(workspace);
  const own = join(workspace.repository.location.commonDir, "bd", "hooks");
  const plans = input.remove ? removals(place, own) : HOOKS.map((hook) => planHook(place, hook));
  const files = [...plans.filter(({ action }) => action !== "by_hand").map(fileOf), ...ownFiles(own, input)];
  const changes = plans.filter(({ action }) => action === "written" || action === "removed" || action === "cleaned");
  if (!input.dry_run) {
    for (const plan of changes) plan.apply();
    if (!input.remove) noteHooks(own, plans);
  }
  return { what: "git", dry_run: input.dry_run, files, advice: input.remove ? [] : adviceOf(place, plans) };
}

function fileOf({ file, action }: HookPlan): SetupFile {
  return { file, action: action as SetupFile["action"] };
}

/** Hooks lie where they were put, even if git was told since to look elsewhere. */
function removals({ folder }: HooksPlace, own: string): HookPlan[] {
  const known = readJson<string[]>(join(own, "hooks.json")) ?? [];
  const files = new Set([...HOOKS.map((hook) => join(folder, hook)), ...(Array.isArray(known) ? known.map(String) : [])]);
  const plans = [...files].flatMap((file) => {
    const hook = HOOKS.find((name) => name === basename(file));
    return hook === undefined ? [] : [planRemoval(file, hook)];
  });
  return plans.filter(({ action, file }) => action !== "absent" || file.startsWith(folder));
}

function noteHooks(own: string, plans: readonly HookPlan[]): void {
  const there = plans.filter(({ action }) => action !== "by_hand").map(({ file }) => file);
  const known = readJson<string[]>(join(own, "hooks.json")) ?? [];
  writeWhole(join(own, "hooks.json"), JSON.stringify([...new Set([...known, ...there])]), { sync: false });
}

/** What lies in bd's own folder of the clone: the script that does the work, and bd itself for where the PATH has none. */
function ownFiles(own: string, { remove, dry_run, node, program }: SetupGitInput): SetupFile[] {
  const texts = { "run.sh": RUN_SCRIPT, bd: launcherText({ node, program, windows: false }) };
  const files = Object.entries(texts).map(([name, text]): SetupFile => {
    const file = join(own, name);
    const before = readHook(file);
    if (remove) {
      if (!dry_run) removeHook(file);
      return { file, action: before.kind === "absent" ? "absent" : "removed" };
    }
    if (before.text === Buffer.from(text, "utf8").toString("latin1")) return { file, action: "unchanged" };
    if (!dry_run) writeHook(file, Buffer.from(text, "utf8").toString("latin1"), 0o755);
    return { file, action: "written" };
  });
  if (remove && !dry_run) removeHook(join(own, "hooks.json"));
  return files;
}

function adviceOf(place: HooksPlace, plans: readonly HookPlan[]): string[] {
  const left = plans.filter(({ action }) => action === "by_hand");
  const of = (why: HookPlan["why"]) => left.filter((plan) => plan.why === why).map(({ hook }) => hook);
  const managed = of("manager");
  const written = plans.some(({ action }) => action === "written");
  return [
    ...(managed.length === 0 ? [] : managerAdvice(place, managed)),
    ...lineAdvice(of("foreign"), `${place.folder} is not this repository's own (core.hooksPath): add to its hooks`),
    ...lineAdvice(of("disabled"), "These hooks are there and not executable, so git does not run them; add to them"),
    ...lineAdvice(of("kept"), "Something was kept beside these hooks before; add to them"),
    ...(place.kind === "scripts" && written
      ? [`Commit ${place.folder}: bd's lines do nothing where nobody ran bd setup git.`]
      : []),
    ...(written
      ? ["A commit or push that touches what others reserved is warned about; bd config set beads.guard block stops it."]
      : []),
  ];
}

function managerAdvice({ kind }: HooksPlace, hooks: readonly HookName[]): string[] {
  if (kind === "lefthook")
    return [
      "lefthook writes the hooks here itself. Add this to its configuration, and run lefthook install:",
      "",
      ...LEFTHOOK_TEXT.split("\n"),
    ];
  return [
    `Another program writes ${hooks.join(", ")} here itself. With pre-commit, add this below repos: in .pre-commit-config.yaml:`,
    "",
    ...PRE_COMMIT_TEXT.split("\n"),
  ];
}

function lineAdvice(hooks: readonly HookName[], words: string): string[] {
  if (hooks.length === 0) return [];
  const line = (hook: HookName) => `  ${hook}: sh "$(git rev-parse --git-common-dir)/bd/hooks/run.sh" ${hook} "$@" || exit 1`;
  return [`${words}:`, ...hooks.map(line)];
}
