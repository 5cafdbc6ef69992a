import { COMMANDS } from "../commands/index.ts";
import { loadHelpPage } from "../src/cli/help-page.ts";
import { topicRows } from "../src/cli/help-topic.ts";
import { type ManualPage, renderMainManual, renderManual } from "../src/render/manual.ts";

/** What an exit status means, whatever the command. */
const EXITS = [
  { label: "0", text: "Done." },
  { label: "1", text: "Not found." },
  { label: "2", text: "Used wrongly." },
  { label: "3", text: "Conflict: a rule or somebody else says no." },
  { label: "4", text: "Invalid data, in the ledger or in a file." },
  { label: "5", text: "The environment: git, the disk, the network." },
];

const ENVIRONMENT = [
  {
    label: "BD_ACTOR",
    text: "Who acts: dave/vc is an agent. Without it an agent is called after its directory, and a person after their e-mail.",
  },
  { label: "BD_SESSION", text: "Tells the sessions of one name apart." },
  { label: "BD_AGENT_PID", text: "The process whose life is the agent's; 0 for none." },
  { label: "BD_DEBUG", text: "With 1, a fault of bd itself is shown with its trace." },
  { label: "NO_COLOR", text: "No colour." },
];

/** The manual, from the table of commands: a page about bd, and one for each verb that is shown. */
export async function manuals({
  version,
  description,
}: {
  readonly version: string;
  readonly description: string;
}): Promise<ManualPage[]> {
  const shown = Object.entries(COMMANDS).flatMap(([name, { group }]) => (group === "hidden" ? [] : [name]));
  const pages = (await Promise.all(shown.map((name) => loadHelpPage(name, COMMANDS)))).filter((page) => page !== undefined);
  const main = renderMainManual({
    version,
    description,
    commands: pages.map(({ name, summary }) => ({ label: `bd ${name}`, text: summary })),
    topics: topicRows().map(({ topic, summary }) => ({ label: `bd help ${topic}`, text: summary })),
    environment: ENVIRONMENT,
    exits: EXITS,
  });
  // git beads --help asks for a page of this name.
  return [main, { ...main, file: "git-beads.1" }, ...pages.map((page) => renderManual(page, version))];
}
