import * as z from "zod";
import { BeadsError } from "../../errors.ts";
import { depJson } from "../../render/dep.ts";
import { judgeJson } from "../../render/judge.ts";
import { releaseJson } from "../../render/release.ts";
import { updateJson } from "../../render/update.ts";
import { accept } from "../../services/accept.ts";
import { addDependency, type DepInput, type DepResult, removeDependency } from "../../services/dep.ts";
import { reject } from "../../services/reject.ts";
import { release } from "../../services/release.ts";
import { update } from "../../services/update.ts";
import type { Workspace } from "../../services/workspace.ts";
import { receipt } from "../brief.ts";
import { id, priority, text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const updateTool = defineTool({
  name: "update",
  title: "Change an issue",
  description:
    "Change fields: null clears one, append adds to its text, status open reopens. Or, alone: what has to be closed first, release your claim, judge a proposal.",
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
    add_need: text.optional(),
    drop_need: text.optional(),
    release: z.enum(["undone", "failed"]).optional(),
    judge: z.enum(["accept", "reject"]).optional(),
    reason: text.optional(),
  }),
  hints: { repeatable: true },
  run: async ({ workspace }, { priority: urgency, release: given, judge, add_need, drop_need, ...fields }) => {
    const { id: named, reason } = fields;
    refuseMixed({ priority: urgency, release: given, judge, add_need, drop_need, ...fields });
    if (add_need !== undefined) return needs(await addDependency(workspace, { id: named, target: add_need }));
    if (drop_need !== undefined) return needs(await dropNeed(workspace, { id: named, target: drop_need }));
    if (given !== undefined)
      return released(releaseJson(await release(workspace, { id: named, reason, failed: given === "failed" })));
    if (judge !== undefined)
      return receipt(judgeJson(await (judge === "accept" ? accept : reject)(workspace, { id: named, reason })), KEYS);
    return receipt(updateJson(await update(workspace, { ...fields, priority: urgency?.toString() })), KEYS);
  },
});

/** Whichever way it is needed; what else one says of the other stays. */
async function dropNeed(workspace: Workspace, edge: Pick<DepInput, "id" | "target">): Promise<DepResult> {
  const dropped = await removeDependency(workspace, { ...edge, type: "needs" });
  return dropped.kinds.length > 0 ? dropped : removeDependency(workspace, { ...edge, type: "needs-success" });
}

/** The edge as it is now: `kinds` is empty where there was none to take away. */
function needs(result: DepResult): object {
  return receipt(depJson(result), ["id", "status", "changed", "address", "kinds"]);
}

const KEYS = ["id", "status", "changed", "fields", "verdict", "holder", "moved"];

/** How often it failed says when it will not be given out again. */
function released(answer: ReturnType<typeof releaseJson>): object {
  const { attempts, ...rest } = answer;
  return receipt({ ...rest, attempts: attempts.failures === 0 ? null : attempts }, ["released_from", "attempts", ...KEYS]);
}

/** What stands alone: fields beside it would be left out without a word. */
const ALONE = ["release", "judge", "add_need", "drop_need"];

/** What ends a claim, takes a proposal in or sets an edge is no change of fields. */
function refuseMixed(input: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(input).filter((key) => key !== "id" && key !== "reason" && input[key] !== undefined);
  if (given.length < 2 || !given.some((key) => ALONE.includes(key))) return;
  throw new BeadsError("usage", "BAD_INPUT", `${given.join(", ")} do not go together.`, {
    hints: ["Call update once for each of release, judge, add_need and drop_need, and once more with the fields."],
    fields: { tool: "update" },
  });
}
