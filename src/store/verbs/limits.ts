import { nameOf } from "../../domain/actor.ts";
import { findSetting } from "../../domain/setting.ts";
import { BeadsError } from "../../errors.ts";
import type { Operation } from "../operation.ts";
import type { Row } from "../snapshot.ts";
import type { State } from "../state.ts";

/** Why an issue may not be claimed although it is free: so many are held at once as the project allows, by one agent or by all. */
export function refuseOverLimit(state: State, { actor }: Pick<Operation, "actor">, id: string): BeadsError | undefined {
  const [own, all] = [limitOf(state, "claim.wip.agent"), limitOf(state, "claim.wip.project")];
  if (own === undefined && all === undefined) return undefined;
  const by = nameOf(actor);
  const held = state.snapshot.rows({ statuses: ["in_progress"] }, state.moment).filter(({ issue }) => issue.id !== id);
  const mine = held.filter(({ holder }) => holder === by);
  if (own !== undefined && actor.kind === "agent" && mine.length >= own) return overLimit("claim.wip.agent", own, mine, by);
  return all !== undefined && held.length >= all ? overLimit("claim.wip.project", all, held, null) : undefined;
}

function limitOf({ snapshot }: State, name: string): number | undefined {
  const text = snapshot.project.settings[name];
  const value = text === undefined ? undefined : findSetting(name)?.parse(text);
  return value === undefined ? undefined : Number(value);
}

/** How many are named in words; `held` has them all. */
const NAMED = 5;

function overLimit(setting: string, limit: number, held: readonly Row[], by: string | null): BeadsError {
  const names = held.slice(0, NAMED).map(({ issue, holder }) => (by === null ? `${issue.id} (${holder})` : issue.id));
  const more = held.length > NAMED ? ` and ${held.length - NAMED} more` : "";
  const whose = by === null ? "In this project" : by;
  const verb = by === null ? `${held.length} issues are held` : `holds ${held.length}`;
  return new BeadsError(
    "conflict",
    "WIP_LIMIT",
    `${whose} ${verb} already, and ${setting} is ${limit}: ${names.join(", ")}${more}.`,
    {
      hints: [by === null ? "Wait until one of them is closed or released." : "Close or release one of them first."],
      fields: { setting, limit, held: held.map(({ issue, holder }) => ({ id: issue.id, title: issue.title, holder })) },
    },
  );
}
