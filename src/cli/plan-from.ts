import { BeadsError } from "../errors.ts";
import { planOfOne } from "../services/create.ts";
import type { IssueDraft } from "../services/draft.ts";
import type { Planned } from "../services/plan/planned.ts";
import type { Host } from "./host.ts";
import { readSource } from "./source-file.ts";

/** The parsed flags of `create`, as far as they describe issues. */
export interface PlanFlags {
  readonly title?: string | undefined;
  /** The title as an argument, where it was given so. */
  readonly typed?: string | undefined;
  readonly body?: string | undefined;
  readonly type?: string | undefined;
  readonly priority?: string | undefined;
  readonly labels?: string[] | undefined;
  readonly parent?: string | undefined;
  readonly needs?: string[] | undefined;
  readonly deps?: string[] | undefined;
  readonly assignee?: string | undefined;
  readonly due?: string | undefined;
  readonly defer?: string | undefined;
  readonly estimate?: string | undefined;
  readonly "external-ref"?: string | undefined;
  readonly metadata?: string[] | undefined;
  readonly id?: string | undefined;
  readonly from?: string | undefined;
  readonly template?: boolean | undefined;
  readonly design?: string | undefined;
  readonly acceptance?: string | undefined;
  readonly notes?: string | undefined;
}

/**
 * What `create` is to create: the one issue that the flags describe, or those of the file behind `--from`, for which the
 * flags say what the file leaves open.
 * @throws MISSING_TITLE, PLAN_AND_ISSUE, PLAN_INVALID
 */
export async function planFrom(flags: PlanFlags, host: Host, directory: string): Promise<Planned[]> {
  if (flags.from === undefined) return planOfOne({ ...(await draftFrom(flags)), title: titleOf(flags) });
  const single = flags.title ?? flags.body ?? flags.id;
  if (single !== undefined) {
    throw new BeadsError("usage", "PLAN_AND_ISSUE", "A title, body or id belongs to one issue, and --from creates several.");
  }
  const { parsePlan } = await import("../services/plan/parse-plan.ts");
  const { name, text } = await readSource(flags.from, host, directory);
  return parsePlan(name, text, await draftFrom(flags));
}

function titleOf({ title, typed }: PlanFlags): string {
  if (title !== undefined || typed !== undefined) return title ?? typed ?? "";
  throw new BeadsError("usage", "MISSING_TITLE", "The title is missing.", { hints: ['bd create "What is to be done"'] });
}

async function draftFrom(flags: PlanFlags): Promise<Partial<IssueDraft>> {
  const { type, priority, labels, parent, needs, deps, assignee, due, defer, estimate, metadata, id, template } = flags;
  const sections = { design: flags.design, acceptance: flags.acceptance, notes: flags.notes };
  const fields = { type, priority, labels, parent, needs, deps, assignee, due, defer, estimate, metadata, id, template };
  return { ...fields, external_ref: flags["external-ref"], body: flags.body, sections };
}
