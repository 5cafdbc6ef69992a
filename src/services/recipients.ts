import { handleOf } from "../domain/actor.ts";
import { parseAddress } from "../domain/address.ts";
import { BeadsError } from "../errors.ts";
import { closeness } from "./closeness.ts";
import { checkAgentSeen, type SeenIn } from "./known-agent.ts";
import type { Workspace } from "./workspace.ts";

const SIMILAR = 0.75;
/** So many of the newest commits are looked at for people who never used bd. */
const COMMITS = 2000;

/**
 * Addresses as they are stored: agents and people only if somebody of that name was ever seen, in the ledger of the thread or in the caller's own.
 * Projects are named as the thread's ledger names itself, others in full. Nobody is invented.
 * @throws INVALID_ADDRESS, UNKNOWN_AGENT, UNKNOWN_PERSON, UNKNOWN_PROJECT, AMBIGUOUS_PROJECT
 */
export async function resolveRecipients(workspace: Workspace, typed: readonly string[], there: SeenIn | null): Promise<string[]> {
  const own: SeenIn = { workspace, snapshot: await workspace.ledger.snapshot() };
  const ledgers = there === null || there.workspace === workspace ? [own] : [there, own];
  const resolved: string[] = [];
  for (const text of typed) resolved.push(await resolveRecipient(text, ledgers, there === null));
  return [...new Set(resolved)];
}

/** `unsure`: the ledger of the thread cannot be read, so that nobody is known not to be there. */
async function resolveRecipient(text: string, ledgers: readonly SeenIn[], unsure: boolean): Promise<string> {
  const address = parseAddress(text);
  if (address.kind === "all") return "@all";
  if (address.kind === "person") return resolvePerson(address.name, ledgers, unsure);
  if (address.kind === "agent") return resolveAgent(address.name, ledgers, unsure);
  if (address.kind === "project") return resolveProjectName(address.project, ledgers);
  throw new BeadsError("usage", "INVALID_ADDRESS", `${text} is a bead: nobody reads messages there.`, {
    hints: ["Name a project, an agent (alpha/beads), a person (@maintainer) or @all."],
    fields: { address: text },
  });
}

async function resolveAgent(name: string, ledgers: readonly SeenIn[], unsure: boolean): Promise<string> {
  const isSeen = ledgers.some(({ snapshot }) => snapshot.agents().some((agent) => agent.name === name));
  const [first] = ledgers;
  if (!isSeen && !unsure && first !== undefined) await checkAgentSeen(first, name);
  return name;
}

/** A person is known who ever acted here, who is the caller's human, or who is an author in the newest commits of the ledger or of the code. */
async function resolvePerson(typed: string, ledgers: readonly SeenIn[], unsure: boolean): Promise<string> {
  const name = typed.toLowerCase();
  const people = new Set(ledgers.map(({ workspace }) => `@${handleOf(workspace.actor.human)}`));
  for (const { snapshot } of ledgers)
    for (const agent of snapshot.agents()) if (agent.name.startsWith("@")) people.add(agent.name);
  if (people.has(name) || unsure) return name;
  for (const { workspace } of ledgers) for (const handle of await authorsOf(workspace)) people.add(handle);
  if (people.has(name)) return name;
  throw unknownPerson(name, [...people]);
}

async function authorsOf({ ledger, repository }: Workspace): Promise<string[]> {
  const head = await repository.readRef("HEAD").catch(() => null);
  const code = head === null ? [] : await repository.listCommits({ from: null, to: head, limit: COMMITS }).catch(() => []);
  const said = await ledger.history({ limit: COMMITS });
  return [...new Set([...code, ...said].map(({ author }) => `@${handleOf(author)}`))];
}

async function resolveProjectName(text: string, ledgers: readonly SeenIn[]): Promise<string> {
  const [first, own] = [ledgers[0] as SeenIn, ledgers.at(-1) as SeenIn];
  const { name, identity, aliases } = first.snapshot.project;
  if ([name, identity, ...aliases].includes(text)) return name;
  const { resolveProject } = await import("./resolve-project.ts");
  const found = await resolveProject(own.workspace, text);
  return found.own && first === own ? name : found.identity;
}

function unknownPerson(name: string, people: readonly string[]): BeadsError {
  const similar = people.filter((other) => closeness(other, name) >= SIMILAR).slice(0, 3);
  const some = people.filter((other) => other !== "@unknown").slice(0, 10);
  return new BeadsError("not-found", "UNKNOWN_PERSON", `Nobody called ${name} was ever seen here.`, {
    hints: [
      ...(similar.length > 0 ? [`Did you mean ${similar.join(" or ")}?`] : []),
      `Known are: ${some.join(", ")}. A person is called by the letters before the @ of their e-mail address.`,
    ],
    fields: { person: name, candidates: similar.length > 0 ? similar : some },
  });
}
