import { type Guide, guideFile, parseGuide } from "./parse-guide.ts";

/** Verb to guide as JSON, put in by the build: only help and the manual load it. Not there when run from source. */
declare const BUILT_GUIDES: string | undefined;

/** A verb's guide; an empty one where it has none. */
export async function guideOf(verb: string): Promise<Guide> {
  if (typeof BUILT_GUIDES !== "undefined") return (JSON.parse(BUILT_GUIDES) as Record<string, Guide>)[verb] ?? NONE;
  const { readFileSync } = await import("node:fs");
  return parseGuide(readFileSync(new URL(`../../templates/verbs/${guideFile(verb)}`, import.meta.url), "utf8"));
}

const NONE: Guide = { when: "", examples: [] };
