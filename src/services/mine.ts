import { type Actor, handleOf, nameOf } from "../domain/actor.ts";
import type { Reader } from "../domain/inbox.ts";
import type { Message } from "../domain/message.ts";
import type { Project } from "../domain/project.ts";
import type { Workspace } from "./workspace.ts";

/** Under which names the caller is spoken to, and which project is theirs. */
export type Mine = Reader;

/** What is the caller's, by the project that their own clone says. */
export function mineOf(workspace: Pick<Workspace, "actor" | "identity">, project: Project): Mine {
  const { actor, identity } = workspace;
  const identities = new Set([identity, project.identity, ...project.aliases, actor.project]);
  const names = [...new Set([nameOf(actor), actor.agent, personOf(actor)])].filter((name) => name !== "");
  const addresses = new Set([...names, project.name, ...identities, "@all"]);
  return { name: nameOf(actor), names, addresses: [...addresses].filter((address) => address !== ""), identities };
}

/** True for what the caller said themselves. */
export function isMine(mine: Mine, { from }: Pick<Message, "from">): boolean {
  return from.agent === mine.name && mine.identities.has(from.project);
}

/** True for what somebody else said to the caller. */
export function isToMe(mine: Mine, message: Pick<Message, "from" | "to">): boolean {
  return !isMine(mine, message) && message.to.some((address) => mine.addresses.includes(address));
}

function personOf(actor: Actor): string {
  return `@${handleOf(actor.human)}`;
}
