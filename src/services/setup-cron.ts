import { join, relative } from "node:path";
import {
  crontabLine,
  launchdAgent,
  SCHEDULE_MARK,
  type Schedule,
  systemdService,
  systemdTimer,
} from "../../templates/schedule.ts";
import { BeadsError } from "../errors.ts";
import { readOutside, removeOutside, writeOutside } from "../store/outside-file.ts";
import { sha256 } from "../store/sha256.ts";
import type { SetupFile, SetupMode, SetupResult } from "./setup-file.ts";
import type { Workspace } from "./workspace.ts";

export const SCHEDULERS = ["cron", "systemd", "launchd"] as const;
export type Scheduler = (typeof SCHEDULERS)[number];

export interface SetupCronInput extends SetupMode {
  readonly kind: Scheduler;
  readonly print: boolean;
  readonly minutes: number;
  readonly node: string;
  readonly program: string;
  /** `$XDG_CONFIG_HOME`, or what stands for it. */
  readonly config: string;
}

export interface SetupCronResult extends SetupResult {
  /** What was, or would be, written, by file; what belongs into the crontab under `crontab`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Files for a scheduler of the user's that runs sync and patrol; a crontab is the user's own to edit. @throws SCHEDULE_TAKEN, NO_LEDGER */
export async function setupCron(workspace: Workspace, input: SetupCronInput): Promise<SetupCronResult> {
  const { project } = await workspace.ledger.snapshot();
  const { workTree, gitDir } = workspace.repository.location;
  const directory = workTree ?? gitDir;
  // Two clones of one project have a schedule each.
  const label = `bd-${project.name.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 40)}-${sha256(relative(workspace.folders.home, directory)).slice(0, 6)}`;
  const schedule: Schedule = { node: input.node, program: input.program, directory, label, minutes: input.minutes };
  const files = filesOf(input, workspace.folders.home, schedule);
  const texts = Object.fromEntries(files);
  const base = { what: "cron", dry_run: input.dry_run };
  if (input.kind === "cron")
    return { ...base, files: [], texts: { crontab: crontabLine(schedule) }, advice: [crontabAdvice(input, label)] };
  if (input.print) return { ...base, files: [], texts, advice: [] };
  for (const [file] of files) refuseForeign(file);
  const done = files.map(([file, text]) => change(file, text, input));
  return { ...base, files: done, texts: {}, advice: adviceFor(input, label, done) };
}

function filesOf({ kind, config }: SetupCronInput, home: string, schedule: Schedule): readonly (readonly [string, string])[] {
  if (kind === "launchd") return [[join(home, "Library", "LaunchAgents", `${schedule.label}.plist`), launchdAgent(schedule)]];
  const folder = join(config, "systemd", "user");
  return [
    [join(folder, `${schedule.label}.service`), systemdService(schedule)],
    [join(folder, `${schedule.label}.timer`), systemdTimer(schedule)],
  ];
}

function change(file: string, text: string, { remove, dry_run }: SetupMode): SetupFile {
  const before = readOutside(file);
  if (remove) {
    if (before !== undefined && !dry_run) removeOutside(file);
    return { file, action: before === undefined ? "absent" : "removed" };
  }
  if (before === text) return { file, action: "unchanged" };
  if (!dry_run) writeOutside(file, text);
  return { file, action: "written" };
}

function refuseForeign(file: string): void {
  const text = readOutside(file);
  if (text === undefined || text.includes(SCHEDULE_MARK)) return;
  throw new BeadsError("conflict", "SCHEDULE_TAKEN", `${file} is there already, and bd did not write it.`, {
    hints: ["--print shows what bd would write; put it where you like."],
    fields: { file },
  });
}

function crontabAdvice({ remove }: SetupCronInput, label: string): string {
  return remove ? `Take the line that ends in "# bd ${label}" out with crontab -e.` : "Put this line in with crontab -e.";
}

function adviceFor({ kind, remove, dry_run }: SetupCronInput, label: string, done: readonly SetupFile[]): string[] {
  if (dry_run || done.every(({ action }) => action === "unchanged" || action === "absent")) return [];
  const start = remove ? "disable" : "enable";
  if (kind === "systemd") return [`systemctl --user daemon-reload; systemctl --user ${start} --now ${label}.timer`];
  const [file = { file: label }] = done;
  return [`launchctl ${remove ? `bootout gui/$(id -u)/${label}` : `bootstrap gui/$(id -u) '${file.file}'`}`];
}
