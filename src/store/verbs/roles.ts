import { nameOf } from "../../domain/actor.ts";
import { levelOf, PAUSING_LEVEL } from "../../domain/escalation.ts";
import { hasRole, ROLE_SETTING, ROLES, type Role } from "../../domain/role.ts";
import { BeadsError } from "../../errors.ts";
import type { Operation, VerbArguments } from "../operation.ts";
import type { State } from "../state.ts";

const WORDS: Readonly<Record<Role, string>> = {
  decide: "decide",
  force: "use --force",
  resume: "let work go on after a pause",
  review: "review",
};

/** Refuses what the project keeps to others (`roles` in `project.md`). Good manners among those who may push: what keeps people out are the host's rights. */
export function refuseByRole(state: Pick<State, "snapshot">, operation: Operation): BeadsError | undefined {
  if (operation.verb === "init" || Object.keys(state.snapshot.project.roles).length === 0) return undefined;
  const name = nameOf(operation.actor);
  const { project } = state.snapshot;
  const missing = rolesFor(state, operation).find((role) => !hasRole(project, role, name));
  if (missing === undefined) return undefined;
  const names = (project.roles[missing] ?? []).join(", ");
  return new BeadsError("conflict", "ROLE_NEEDED", `Only ${names} may ${WORDS[missing]} here, and you are ${name}.`, {
    hints: ["Ask one of them: bd escalate brings it before a person."],
    fields: { role: missing, names: project.roles[missing] ?? [], by: name },
  });
}

/** The roles that an operation asks for. */
function rolesFor({ snapshot }: Pick<State, "snapshot">, { verb, args, actor }: Operation): readonly Role[] {
  // To write down that a claim ran out takes nothing from anybody.
  const isExpiry = verb === "release" && (args as VerbArguments["release"]).outcome === "expired";
  const forced: readonly Role[] = "force" in args && args.force === true && !isExpiry ? ["force"] : [];
  if (verb === "configure") return changedRoles(args as VerbArguments["configure"]);
  if (verb === "attend") return resumes(snapshot, args as VerbArguments["attend"]) ? ["resume"] : [];
  if (verb === "decide") return (args as VerbArguments["decide"]).decision.status === "accepted" ? ["decide"] : [];
  if (verb !== "rule") return forced;
  const { decision, kind } = args as VerbArguments["rule"];
  const head = snapshot.record("decision", decision)?.head;
  // Who is named to say it, and whoever takes their own question back, need no role.
  const isTheirs = head?.approver != null || (kind === "reject" && head?.by === nameOf(actor));
  return kind === "ack" || kind === "relate" || isTheirs ? forced : ["decide", ...forced];
}

/** Whoever changes who has a role has it. */
function changedRoles({ set }: VerbArguments["configure"]): readonly Role[] {
  return ROLES.filter((role) => Object.hasOwn(set, `${ROLE_SETTING}${role}`));
}

function resumes(snapshot: State["snapshot"], { escalation, mark }: VerbArguments["attend"]): boolean {
  const record = snapshot.record("escalation", escalation);
  if (record === undefined || mark === "ack" || mark === "rise") return false;
  return record.head.pause || levelOf(record.head, record.parts) >= PAUSING_LEVEL;
}
