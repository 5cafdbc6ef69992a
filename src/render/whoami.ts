import { oneLine } from "../domain/strip.ts";
import type { WhoamiResult } from "../services/whoami.ts";
import { dim, type Style } from "./style.ts";

export function whoamiJson({ name, actor, addresses, project, workspace, remotes }: WhoamiResult) {
  const { kind, human, agent, session } = actor;
  return { name, kind, human, agent, session, addresses, project, workspace, remotes };
}

export function renderWhoami({ name, actor, addresses, project, workspace, remotes }: WhoamiResult, style: Style): string[] {
  const rows: (readonly [string, string | null])[] = [
    ["you are", `${name} (${actor.kind === "agent" ? "an agent" : "a person"})`],
    ["for", humanWords(actor.human)],
    ["agent", actor.kind === "person" ? actor.agent : null],
    ["session", actor.session],
    ["reached as", addresses.join(", ")],
    ["project", project.name === null ? "no ledger yet: bd init makes one" : `${project.name} = ${project.identity}`],
    ["aliases", project.aliases.join(", ") || null],
    ["workspace", workspace],
    ["remotes", remotes.map((remote) => `${remote.name} = ${remote.identity ?? "unknown"}`).join(", ") || "none"],
  ];
  return rows.flatMap(([label, text]) => (text === null ? [] : [`  ${dim(style, label.padEnd(10))}  ${oneLine(text)}`]));
}

function humanWords({ name, email }: WhoamiResult["actor"]["human"]): string {
  if (name === "" && email === "") return "nobody whom git knows: set user.name and user.email, and bd can write";
  return `${name} <${email}>`;
}
