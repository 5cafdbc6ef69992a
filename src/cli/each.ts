import { BeadsError } from "../errors.ts";
import { Answer } from "./answer.ts";
import { failureJson, type TriedAll } from "./each-id.ts";
import type { Host } from "./host.ts";

/** How the results of several ids are shown. */
export interface EachShape<T> {
  readonly json: (result: T, id: string) => object;
  readonly lines: (result: T, id: string) => readonly string[];
  /** Lines behind those of all ids. */
  readonly after?: readonly string[];
}

/** One object for one id, a list for several; the status is that of the worst. Failures go to standard error. */
export function answerEach<T>({ tried, status }: TriedAll<T>, shape: EachShape<T>, host: Host, json: boolean): Answer {
  if (!json) for (const { failure } of tried) if (failure !== null) host.stderr.write(`bd: ${failure.message}\n`);
  return new Answer(objects, lines, status);

  function objects(): unknown {
    const made = tried.map(({ id, value, failure }) =>
      failure === null ? shape.json(value as T, id) : failureJson(id, failure),
    );
    return made.length === 1 ? made[0] : made;
  }

  function lines(): readonly string[] {
    const made = tried.flatMap(({ id, value, failure }) => (failure === null ? shape.lines(value as T, id) : []));
    return [...made, ...(shape.after ?? [])];
  }
}

/** The ids, or what else a verb takes several of, each once. @throws MISSING_ARGUMENT where there is none */
export function idsOf(argv: readonly string[], name: string, what = "id"): string[] {
  if (argv.length > 0) return [...new Set(argv)];
  throw new BeadsError("usage", "MISSING_ARGUMENT", `An argument is missing: <${what}>.`, { hints: [`See bd ${name} --help.`] });
}
