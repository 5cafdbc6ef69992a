import { bd, bdJson, type Call } from "./processes.ts";
import { type Ran, type Scratch, scratch } from "./scratch.ts";

/** Somebody's computer: a home of its own with one clone, in which one agent works. Nothing on it is known to any other. */
export class Machine {
  readonly home: Scratch;
  readonly directory: string;
  readonly agent: string;

  constructor(home: Scratch, directory: string, agent: string) {
    this.home = home;
    this.directory = directory;
    this.agent = agent;
  }

  /** Sets one up; `admit` writes into its home what lets it in at the host. */
  static async with(url: string, agent: string, admit: (home: Scratch) => void): Promise<Machine> {
    const home = scratch();
    admit(home);
    const [workspace = "", project = ""] = agent.split("/");
    return new Machine(home, await home.clone(url, `src/${workspace}/${project}`), agent);
  }

  /** Runs the built program here, however it ends. */
  bd(words: readonly string[], call: Call = {}): Promise<Ran> {
    return bd(this.home, this.directory, words, this.#call(call));
  }

  /** Runs it with `--json` and answers its value. @throws unless its status is 0 */
  json<T>(words: readonly string[], call: Call = {}): Promise<T> {
    return bdJson<T>(this.home, this.directory, words, this.#call(call));
  }

  #call(call: Call): Call {
    return { ...call, env: { BD_ACTOR: this.agent, BD_SESSION: this.agent, ...call.env } };
  }
}
