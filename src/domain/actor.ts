/** A person as git knows them. */
export interface Human {
  readonly name: string;
  readonly email: string;
}

/** Who did it: a human, the agent that works for them, and the agent's session. */
export interface Actor {
  readonly kind: "agent" | "person";
  readonly human: Human;
  /** `workspace/project`, such as `dave/vc`. Present for people too: it is where they sit. */
  readonly agent: string;
  /** The identity of the project that the actor works in, such as `github.com/owner/vc`. */
  readonly project: string;
  readonly session: string | null;
}

/** The letters before the `@` of an e-mail address, folded to what an address may hold; the name where that is empty. */
export function handleOf(human: Human): string {
  const local = human.email.split("@")[0] ?? "";
  const fold = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9._-]+/g, "-")
      .replace(/^[-.]+|[-.]+$/g, "");
  return fold(local) || fold(human.name) || "somebody";
}

/** The one name under which an actor appears in beads: `dave/vc` for an agent, `@steve` for a person. */
export function nameOf(actor: Actor): string {
  return actor.kind === "agent" ? actor.agent : `@${handleOf(actor.human)}`;
}
