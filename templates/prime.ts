/**
 * What `bd prime` says, and in which order. `{{…}}` stands for what bd puts there; a paragraph in which everything is empty is left out. A project
 * may have its own in `.bd/templates/prime.md`, `prime-compact.md` and `prime-for.md` of the work tree (docs/agents.md names every slot).
 */
export const PRIME_TEXT = `# bd: {{project}}

{{who}}
{{news}}

## Stop
{{stop}}

## Paused: nobody may claim
{{pause}}

## Not kept
{{lost}}

## Your work
{{claims}}

## For you
{{mail}}

## Questions that wait for your answer
{{questions}}

## Ready: the first is the most urgent
{{ready}}

## Reserved paths
{{reservations}}

## Decisions that hold for this work
{{decisions}}

## Escalations
{{escalations}}

## To remember
{{notes}}

## Notes of the project
{{project_notes}}

## How
{{how}}

{{foreign}}
{{missing}}
`;

/** After the context was compacted, or a session is resumed: who, what to stop, what to go on with. */
export const PRIME_COMPACT_TEXT = `# bd: {{project}}

{{who}}

## Stop
{{stop}}

## Paused: nobody may claim
{{pause}}

## Your work
{{claims}}

## For you
{{mail}}

## Next
{{ready}}

bd prime tells the rest.

{{foreign}}
{{missing}}
`;

/** What a helper needs for one issue. */
export const PRIME_FOR_TEXT = `# {{issue}}

{{state}}

{{body}}

## Waits for
{{needs}}

## Where it stands
{{checkpoint}}
{{handoff}}

## Said last
{{messages}}

## Open questions
{{questions}}

## Decisions that hold for it
{{decisions}}

## Reserved paths
{{reservations}}

## To remember
{{notes}}

{{foreign}}
`;

/** How work is done here, in a few lines. */
export const PRIME_HOW: readonly string[] = [
  "- bd claim <id> before you start. Exit status 3: somebody was faster, or a rule says no; take another.",
  '- bd checkpoint -m "…" --next "…" while you work; bd close <id> -r "…", bd handoff <id> or bd release <id> at the end.',
  '- bd reply <id> -m "…" talks; bd ask "…" asks for a decision; bd escalate "…" calls for help; bd reserve <paths> before you rewrite files.',
];

/** The same for whoever calls bd's tools. */
export const PRIME_HOW_TOOLS: readonly string[] = [
  "- claim before you start. A conflict: somebody was faster, or a rule says no; take another. Nothing is taken from a holder by force.",
  "- checkpoint with note and next while you work; close, handoff, or update with release at the end.",
  "- reply says something on an issue; decide with options asks for a decision; send reaches other projects, and people (@name) where you need help; reserve before you rewrite files.",
];
