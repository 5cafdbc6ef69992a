import * as z from "zod";
import { claimJson } from "../../render/claim.ts";
import { claim } from "../../services/claim.ts";
import { filterOf } from "../filter-of.ts";
import { filter, id } from "../inputs.ts";
import { defineTool } from "../tool.ts";

const { text: _, assignee: __, ...wanted } = filter;

export const claimTool = defineTool({
  name: "claim",
  title: "Claim work",
  description: "Take an issue so that nobody else can have it; without id, the next ready one. A conflict says who has it.",
  input: z.object({
    id: id.optional(),
    ...wanted,
    resume: z.boolean().optional().describe("What you hold already, if anything"),
  }),
  hints: { repeatable: true },
  run: async ({ workspace }, { id: named, resume, ...rest }) =>
    claimJson(await claim(workspace, { id: named, resume, ...(named === undefined ? { next: filterOf(rest) } : {}) })),
});
