import { Machine } from "../support/machine.ts";
import { type Scratch, scratch } from "../support/scratch.ts";
import type { Way } from "../support/transports/ways.ts";

/** Where the two projects of these tests lie on their host. */
export const VC = "team/vc.git";
export const BEADS = "team/beads.git";

/** Two projects on one host: vc, in which a bug of beads is found, and beads, in which it is mended. */
export interface TwoProjects<Host extends Way> {
  readonly server: Scratch;
  readonly host: Host;
  /** On this machine there is a clone of vc and none of beads. */
  readonly vic: Machine;
  /** And here the other way round. */
  readonly bea: Machine;
}

/** How a host is started for the repositories below a folder. */
export type Start<Host extends Way> = (server: Scratch, root: string) => Promise<Host>;

/** Starts a host with both projects and sets up a machine for each; both have a ledger. */
export async function twoProjects<Host extends Way>(start: Start<Host>): Promise<TwoProjects<Host>> {
  const projects = await twoRepositories(start);
  await projects.vic.json(["init"]);
  await projects.bea.json(["init"]);
  return projects;
}

/** The same before anybody has run `bd init`. */
export async function twoRepositories<Host extends Way>(start: Start<Host>): Promise<TwoProjects<Host>> {
  const server = scratch();
  for (const repository of [VC, BEADS]) await server.remote(`srv/${repository}`);
  const host = await start(server, server.path("srv"));
  const admit = (home: Scratch) => host.admit(home);
  const vic = await Machine.with(host.url(VC), "vic/vc", admit);
  const bea = await Machine.with(host.url(BEADS), "bea/beads", admit);
  return { server, host, vic, bea };
}

/** What `bd send --json` says that these tests look at. */
export interface Sent {
  readonly id: string;
  readonly address: string;
  readonly delivered: boolean;
  readonly state: string;
}

/** The ids of the issues in a project's ledger on the host, by their titles. */
export async function titlesOn(server: Scratch, repository: string, ref = "beads"): Promise<Map<string, string[]>> {
  const bare = server.path("srv", repository);
  const grepped = await server.tryGit(bare, "grep", "-h", "--no-color", "^\\(id\\|title\\): ", ref, "--", ".beads/issues");
  const found = new Map<string, string[]>();
  let id = "";
  for (const line of grepped.stdout.split("\n")) {
    const [, key, value = ""] = /^(id|title): (.*)$/.exec(line) ?? [];
    if (key === "id") id = value;
    if (key === "title") found.set(value, [...(found.get(value) ?? []), id]);
  }
  return found;
}
