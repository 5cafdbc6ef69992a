import * as z from "zod";

const text = z.string();

/** An issue's id, by any unique end where it is only read. */
export const id = text;

/** Markdown. */
export const body = text.optional().describe("Markdown");

/** 0 to 4. */
export const priority = z.int().min(0).max(4).optional().describe("0 is most urgent");

/** Which issues are meant, where a tool asks for several. */
export const filter = {
  labels: z.array(text).optional(),
  types: z.array(text).optional(),
  max_priority: priority.describe("At least so urgent"),
  text: text.optional().describe("Words in title or body"),
  parent: text.optional(),
  assignee: text.optional(),
};

export const limit = z.int().min(1).max(200).optional();

/** What a message asks for. */
export const asks = {
  to: z.array(text).optional().describe("Agents or people"),
  expects: z.enum(["none", "ack", "reply"]).optional(),
  by: text.optional().describe("Deadline: +2h, 2026-11-21"),
};

export { text };
