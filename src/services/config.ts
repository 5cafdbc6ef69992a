import type { Project } from "../domain/project.ts";
import { ROLE_SETTING } from "../domain/role.ts";
import {
  allSettings,
  checkSetting,
  INBOUND_FROM,
  inboundFrom,
  levelAlerts,
  resolveSetting,
  type Setting,
} from "../domain/setting.ts";
import { BeadsError } from "../errors.ts";
import type { GitConfig } from "../git/repository.ts";
import type { Workspace } from "./workspace.ts";
import { type Landing, write } from "./write.ts";

/** A setting with what holds for it here. */
export interface SettingShown {
  readonly setting: Setting;
  /** What was set; null where the default holds. */
  readonly set: string | null;
  /** What holds; null if that is nothing. */
  readonly value: string | null;
}

export interface ConfigChange {
  readonly landing: Landing;
  readonly shown: SettingShown;
}

/** Every setting with its value. */
export async function listSettings(workspace: Workspace): Promise<readonly SettingShown[]> {
  const { project, config } = await sourcesOf(workspace);
  const senders = Object.keys(project.inbound_projects).map(inboundFrom);
  const routes = levelAlerts().filter(({ name }) => config.get(name) !== undefined);
  return [...allSettings(), ...senders, ...routes].map((setting) => shownOf(setting, project, config));
}

/** One setting with its value. @throws UNKNOWN_SETTING, UNKNOWN_PROJECT */
export async function getSetting(workspace: Workspace, name: string): Promise<SettingShown> {
  const setting = await settingOf(workspace, name);
  const { project, config } = await sourcesOf(workspace);
  return shownOf(setting, project, config);
}

/**
 * Sets one of the project's settings for everybody, or with null takes it back to its default. The user's own ones stand in
 * git's configuration, which bd never edits.
 * @throws UNKNOWN_SETTING, UNKNOWN_PROJECT, INVALID_SETTING, USER_SETTING with the command to run instead
 */
export async function setSetting(
  workspace: Workspace,
  input: { readonly name: string; readonly value: string | null; readonly dry_run?: boolean | undefined },
): Promise<ConfigChange> {
  const setting = await settingOf(workspace, input.name);
  const value = input.value === null ? null : checkSetting(setting, input.value);
  if (setting.scope === "user") throw usersOwn(setting, value);
  const { landing } = await write(
    workspace,
    "configure",
    { set: { [setting.name]: value } },
    { urgency: "now", dry_run: input.dry_run },
  );
  const { project, config } = await sourcesOf(workspace);
  return { landing, shown: { ...shownOf(setting, project, config), set: value, value: value ?? usualOf(setting, project) } };
}

/** A project is named as everywhere else, and its identity is what counts. */
async function settingOf(workspace: Workspace, name: string): Promise<Setting> {
  const setting = resolveSetting(name);
  if (!setting.name.startsWith(INBOUND_FROM)) return setting;
  const { resolveProject } = await import("./resolve-project.ts");
  return inboundFrom((await resolveProject(workspace, setting.name.slice(INBOUND_FROM.length))).identity);
}

async function sourcesOf({ ledger, repository }: Workspace): Promise<{ project: Project; config: GitConfig }> {
  const [snapshot, config] = await Promise.all([ledger.snapshot(), repository.config()]);
  return { project: snapshot.project, config };
}

function shownOf(setting: Setting, project: Project, config: GitConfig): SettingShown {
  const set = setting.scope === "user" ? (config.get(setting.name) ?? null) : projectValue(setting, project);
  return { setting, set, value: set ?? usualOf(setting, project) };
}

function usualOf(setting: Setting, project: Project): string | null {
  return setting.name.startsWith(INBOUND_FROM) ? project.inbound : setting.default;
}

/** What has a key of its own in `project.md` is not among its settings. */
function projectValue({ name, default: usual }: Setting, project: Project): string | null {
  if (name === "inbound" || name === "push") return project[name] === usual ? null : project[name];
  if (name.startsWith(INBOUND_FROM)) return project.inbound_projects[name.slice(INBOUND_FROM.length)] ?? null;
  if (name.startsWith(ROLE_SETTING)) return project.roles[name.slice(ROLE_SETTING.length)]?.join(",") ?? null;
  return Object.hasOwn(project.settings, name) ? (project.settings[name] ?? null) : null;
}

/** A value as a shell takes it for one word. */
function quoted(value: string): string {
  return /^[A-Za-z0-9._/:@%+-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

function usersOwn({ name }: Setting, value: string | null): BeadsError {
  const command = value === null ? `git config --global --unset ${name}` : `git config --global ${name} ${quoted(value)}`;
  return new BeadsError(
    "usage",
    "USER_SETTING",
    `${name} is your own setting and stands in git's configuration, which bd never edits.`,
    {
      hints: [`Run: ${command}`],
      fields: { setting: name, value, command },
    },
  );
}
