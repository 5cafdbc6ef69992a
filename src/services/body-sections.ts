/** Sections of a body that flags of earlier trackers write to. */
export interface BodySections {
  readonly design?: string | undefined;
  readonly acceptance?: string | undefined;
  readonly notes?: string | undefined;
  /** Put behind the notes that are there. */
  readonly append_notes?: string | undefined;
}

/** The body with the given sections set; a section that is there keeps its place, others come behind. Null where none was given. */
export function withSections(body: string, sections: BodySections): string {
  let next = body;
  if (sections.design !== undefined) next = withSection(next, "Design", sections.design);
  if (sections.acceptance !== undefined) next = withSection(next, "Acceptance criteria", sections.acceptance);
  if (sections.notes !== undefined) next = withSection(next, "Notes", sections.notes);
  if (sections.append_notes !== undefined)
    next = withSection(next, "Notes", joined(sectionOf(next, "Notes"), sections.append_notes));
  return next;
}

/** True if at least one section was given. */
export function hasSections(sections: BodySections): boolean {
  return Object.values(sections).some((text) => text !== undefined);
}

interface Place {
  /** Lines: of the heading, and behind the section's last. */
  readonly from: number;
  readonly to: number;
}

function findSection(lines: readonly string[], heading: string): Place | undefined {
  const from = lines.findIndex((line) => line.replace(/\s*#*\s*$/, "").toLowerCase() === `## ${heading}`.toLowerCase());
  if (from === -1) return undefined;
  let fenced = false;
  for (let to = from + 1; to < lines.length; to++) {
    const line = lines[to] ?? "";
    if (/^\s{0,3}(```|~~~)/.test(line)) fenced = !fenced;
    else if (!fenced && /^#{1,2}\s/.test(line)) return { from, to };
  }
  return { from, to: lines.length };
}

function sectionOf(body: string, heading: string): string {
  const lines = body.split("\n");
  const place = findSection(lines, heading);
  return place === undefined
    ? ""
    : lines
        .slice(place.from + 1, place.to)
        .join("\n")
        .trim();
}

/** The body with one section set: in its place where it is there, else behind. */
export function withSection(body: string, heading: string, text: string): string {
  const lines = body.split("\n");
  const place = findSection(lines, heading);
  const section = `## ${heading}\n\n${text.trim()}`;
  if (place === undefined) return joined(body, section);
  return [lines.slice(0, place.from).join("\n").trimEnd(), section, lines.slice(place.to).join("\n").trim()]
    .filter((part) => part !== "")
    .join("\n\n");
}

function joined(first: string, second: string): string {
  return [first.trimEnd(), second.trim()].filter((part) => part !== "").join("\n\n");
}
