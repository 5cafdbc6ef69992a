import type * as z from "zod";
import { BeadsError } from "../errors.ts";

/** What is wrong with the input of a tool, for a model that is to call it again. */
export function wrongInput(tool: string, { issues }: z.ZodError): BeadsError {
  const words = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  return new BeadsError("usage", "BAD_INPUT", `The input of ${tool} is not right.`, { hints: words, fields: { tool } });
}
