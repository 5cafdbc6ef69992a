import type { Checkpoint } from "../../domain/checkpoint.ts";
import { agreed, placeOf, recordFormat, truth } from "./record-format.ts";

/** `issues/<h2>/<id>/checkpoints/<time>-<rand>.md`. */
export const checkpointFile = recordFormat<Checkpoint>({
  shape: {
    issue: "text",
    id: "text",
    epoch: "whole",
    branch: "text",
    commit: "text",
    snapshot: "text",
    dirty: "texts",
    context: "texts",
    plan: "text",
    next: "text",
    worktree: "text",
    host: "text",
    auto: "truth",
    by: "text",
    session: "text",
    at: "stamp",
    op: "text",
  },
  decode: (fields) => {
    const place = placeOf(fields, "checkpoint");
    return {
      issue: agreed(fields, "issue", place.issue),
      id: agreed(fields, "id", place.id),
      epoch: fields.optionalCount("epoch", 1),
      branch: fields.optionalText("branch"),
      commit: fields.optionalText("commit"),
      snapshot: fields.optionalText("snapshot"),
      dirty: fields.texts("dirty"),
      context: fields.texts("context"),
      plan: fields.optionalText("plan"),
      next: fields.optionalText("next"),
      worktree: fields.optionalText("worktree"),
      host: fields.optionalText("host"),
      auto: truth(fields, "auto"),
      by: fields.text("by"),
      session: fields.optionalText("session"),
      at: fields.stamp("at"),
      op: fields.text("op"),
      body: fields.body,
    };
  },
  written: ({ auto }) => ({ auto: auto ? true : null }),
});
