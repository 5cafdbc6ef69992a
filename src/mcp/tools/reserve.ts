import * as z from "zod";
import { reserveJson, unreserveJson } from "../../render/reserve.ts";
import { reserve } from "../../services/reserve.ts";
import { unreserve } from "../../services/unreserve.ts";
import { receipt } from "../brief.ts";
import { text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

const RESERVED = ["glob", "project", "granted", "already", "until", "mode", "error"];

export const reserveTool = defineTool({
  name: "reserve",
  title: "Reserve paths",
  description: "Keep others off path globs for a while. What somebody else holds is refused, with who and until when.",
  input: z.object({
    globs: z.array(text).min(1),
    for: text.optional().describe("2h if left out"),
    intent: text.optional(),
    issue: text.optional(),
    shared: z.boolean().optional(),
    release: z.boolean().optional().describe("Give them back"),
  }),
  hints: { repeatable: true },
  run: async ({ workspace }, { release, ...input }) => {
    if (release === true) {
      const given = unreserveJson(await unreserve(workspace, { words: input.globs }), workspace.ledger.now());
      return { released: given.map((row) => receipt(row, ["paths", "project"])) };
    }
    const rows = [reserveJson(await reserve(workspace, input))].flat() as object[];
    return { reserved: rows.map((row) => receipt(row, RESERVED)) };
  },
});
