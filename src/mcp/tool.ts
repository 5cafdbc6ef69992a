import type * as z from "zod";
import type { Workspace } from "../services/workspace.ts";

/** What a tool works with: the clone of the client's work tree, and the call. */
export interface Site {
  readonly workspace: Workspace;
  /** Given when the client no longer wants the answer. */
  readonly signal: AbortSignal;
  /** Says that a long call goes on, where the client asked to be told. */
  readonly progress: (words: string) => void;
}

/** What clients are told of a tool: whether it only looks, whether a second call does no harm, whether it takes something away. */
export interface Hints {
  readonly reads?: true;
  readonly repeatable?: true;
  readonly destroys?: true;
  /** True for what reaches other projects. */
  readonly leaves?: true;
}

/** One tool: a whole step of an agent's work, by the same service as the command of its name. */
export interface Tool<S extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: S;
  readonly hints: Hints;
  /** The answer, as `--json` of the command gives it. @throws BeadsError */
  readonly run: (site: Site, input: z.output<S>) => Promise<object>;
}

/** A tool, its input typed by its schema. */
export function defineTool<S extends z.ZodObject>(tool: Tool<S>): Tool {
  return tool as unknown as Tool;
}
