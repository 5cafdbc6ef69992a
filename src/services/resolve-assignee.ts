import { nameOf } from "../domain/actor.ts";
import { BeadsError } from "../errors.ts";
import type { Workspace } from "./workspace.ts";

/** The usual case apart: a class of letters of all scripts takes a millisecond to compile. */
const PLAIN = /^[A-Za-z0-9@._+/-][A-Za-z0-9@._+/ -]{0,126}$/;

/** The name that an issue is assigned to: an agent (`dave/vc`), a person (`@steve`), or `me`. @throws BAD_ASSIGNEE */
export function resolveAssignee(workspace: Pick<Workspace, "actor">, text: string): string {
  const name = text.trim();
  if (name === "me") return nameOf(workspace.actor);
  if (PLAIN.test(name) || isName(name)) return name;
  throw new BeadsError("usage", "BAD_ASSIGNEE", `${JSON.stringify(text)} is no name that work can be assigned to.`, {
    hints: ["Use an agent such as dave/vc, a person such as @steve, or me."],
    fields: { assignee: text },
  });
}

function isName(text: string): boolean {
  return /^[\p{L}\p{N}@._+/-][\p{L}\p{N}@._+/ -]{0,126}$/u.test(text);
}
