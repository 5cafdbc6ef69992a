import * as z from "zod";
import { claimJson } from "../../render/claim.ts";
import { claim } from "../../services/claim.ts";
import { brief, receipt } from "../brief.ts";
import { filterOf } from "../filter-of.ts";
import { filter, id } from "../inputs.ts";
import { defineTool } from "../tool.ts";

/** So many issues that say nearly the same are named. */
const LIKE = 3;

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
  hints: {},
  run: async ({ workspace }, { id: named, resume, ...rest }) => {
    const next = named === undefined ? { next: filterOf(rest) } : {};
    const { issue, lookalikes, ...claimed } = claimJson(await claim(workspace, { id: named, resume, ...next }));
    const told = { ...claimed, issue: brief(issue), lookalikes: lookalikes.slice(0, LIKE) };
    return receipt(told, ["id", "by", "until", "confirmed", "already", "took_over", "issue", "lookalikes"]);
  },
});
