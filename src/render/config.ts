import { oneLine } from "../domain/strip.ts";
import type { ConfigChange, SettingShown } from "../services/config.ts";
import { columns } from "./columns.ts";
import type { Style } from "./style.ts";

export function settingJson({ setting, set, value }: SettingShown) {
  const { name, scope, default: usual, description, form } = setting;
  return { name, value, set: set !== null, default: usual, scope, description, form };
}

/** The value alone, so that a script can take it. */
export function renderSetting({ value }: SettingShown): string[] {
  return value === null ? [] : [oneLine(value)];
}

/** Each setting with its value, whose it is, and what it means. */
export function renderSettings(settings: readonly SettingShown[], style: Style): string[] {
  const rows = settings.map(({ setting, set, value }) => ({
    label: `${setting.name} = ${oneLine(value ?? "")}`.trimEnd(),
    text: `${setting.description} (${setting.scope === "user" ? "yours, in git's configuration" : "the project's"}${set === null ? ", default" : ""})`,
  }));
  return columns(rows, style.width);
}

export function configChangeJson({ landing, shown }: ConfigChange) {
  return {
    ...settingJson(shown),
    changed: landing.changed,
    reach: landing.reach,
    why: landing.why,
    op: landing.op,
    commit: landing.commit,
  };
}

export function renderConfigChange({ landing, shown }: ConfigChange): string[] {
  const { setting, set, value } = shown;
  if (!landing.changed) return [`${setting.name} is ${oneLine(value ?? "not set")} already.`];
  if (landing.op === null) return [`Would set ${setting.name} to ${oneLine(value ?? "nothing")}.`];
  return [
    set === null
      ? `${setting.name} is back at its default, ${oneLine(value ?? "nothing")}.`
      : `${setting.name} is ${oneLine(set)} now.`,
  ];
}
