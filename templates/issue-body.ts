/** What a body begins with, by type: sections to fill in. Types that are not here begin empty. */
const BODIES: Readonly<Record<string, string>> = {
  bug: "## What happens\n\n## What should happen\n\n## Steps to reproduce\n\n1. \n\n## Environment\n",
  feature: "## Why\n\n## What\n\n## Acceptance criteria\n\n- [ ] \n",
  task: "## What\n\n## Acceptance criteria\n\n- [ ] \n",
  epic: "## Goal\n\n## Scope\n\n## Out of scope\n\n## Acceptance criteria\n\n- [ ] \n",
  chore: "## What\n\n## Why now\n",
  question: "## Question\n\n## What is known\n",
  spike: "## Question\n\n## Time box\n\n## Findings\n",
  decision: "## Context\n\n## Options\n\n## Decision\n\n## Consequences\n",
};

/** The sections that fit a type; empty where there are none. */
export function issueBody(type: string): string {
  return Object.hasOwn(BODIES, type) ? (BODIES[type] ?? "") : "";
}
