import * as z from "zod";
import { BeadsError } from "../../errors.ts";
import { judgeJson } from "../../render/judge.ts";
import { releaseJson } from "../../render/release.ts";
import { updateJson } from "../../render/update.ts";
import { accept } from "../../services/accept.ts";
import { reject } from "../../services/reject.ts";
import { release } from "../../services/release.ts";
import { update } from "../../services/update.ts";
import { receipt } from "../brief.ts";
import { id, priority, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const updateTool = defineTool({
  name: "update",
  title: "Change an issue",
  description:
    "Change fields of an issue; null clears one, append adds to its text, status open reopens it. Or, alone: release your claim, or judge what another project proposed.",
  input: z.object({
    id,
    title: text.optional(),
    append: text.optional(),
    status: z.enum(["open", "deferred"]).optional(),
    type: text.optional(),
    priority,
    add_labels: z.array(text).optional(),
    remove_labels: z.array(text).optional(),
    assignee: text.nullable().optional(),
    parent: text.nullable().optional(),
    due: text.nullable().optional(),
    defer: text.nullable().optional().describe("Until: +2d, 2026-11-21"),
    release: z.enum(["undone", "failed"]).optional(),
    judge: z.enum(["accept", "reject"]).optional(),
    reason: text.optional(),
  }),
  hints: { repeatable: true },
  run: async ({ workspace }, { priority: urgency, release: given, judge, ...fields }) => {
    const { id: named, reason } = fields;
    refuseMixed({ release: given, judge, ...fields });
    if (given !== undefined)
      return released(releaseJson(await release(workspace, { id: named, reason, failed: given === "failed" })));
    if (judge !== undefined)
      return receipt(judgeJson(await (judge === "accept" ? accept : reject)(workspace, { id: named, reason })), KEYS);
    return receipt(updateJson(await update(workspace, { ...fields, priority: urgency?.toString() })), KEYS);
  },
});

const KEYS = ["id", "status", "changed", "fields", "verdict", "holder", "moved"];

/** How often it failed says when it will not be given out again. */
function released(answer: ReturnType<typeof releaseJson>): object {
  const { attempts, ...rest } = answer;
  return receipt({ ...rest, attempts: attempts.failures === 0 ? null : attempts }, ["released_from", "attempts", ...KEYS]);
}

/** What ends a claim or takes a proposal in stands alone: fields beside it would be left out without a word. */
function refuseMixed(input: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(input).filter((key) => key !== "id" && key !== "reason" && input[key] !== undefined);
  if (given.length < 2 || !given.some((key) => key === "release" || key === "judge")) return;
  throw new BeadsError("usage", "BAD_INPUT", `${given.join(", ")} do not go together.`, {
    hints: ["Call update once with release or judge, and once more with the fields."],
    fields: { tool: "update" },
  });
}
