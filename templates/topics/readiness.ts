/** `bd help readiness`. */
export const READINESS = `bd ready lists what can be worked on now, by priority, then oldest first.
Readiness is never stored: it follows from the ledger, the clock and who asks.

An issue is ready when
  - it is open: neither closed, deferred nor proposed by another project;
  - nobody has a live claim on it;
  - every issue that it needs is closed, here or in another project;
  - nothing above it (its parents) is blocked or deferred;
  - its defer time is past;
  - no open question gates it;
  - it is assigned to nobody, or to you;
  - its type is work: decision is not;
  - it is on no cycle of needs and parents;
  - fewer than three attempts failed or expired since the last reset.
A need that is not known here counts as open. A failed need counts as closed,
unless the edge says needs-success. An open parent does not hold its children
up.

WHY NOT
  bd ready --explain            every open issue with what hinders it
  bd ready --explain vc-7k3xq2  one issue
  bd blocked                    what is blocked, and by what
  bd dep tree vc-7k3xq2         needs below and above

CHANGING IT
  bd dep add vc-7k3xq2 vc-9b2m4d             the first needs the second
  bd dep add vc-7k3xq2 beads:beads-4x8w2c    one of another project
  bd dep remove vc-7k3xq2 vc-9b2m4d
  bd defer vc-7k3xq2 --until +2d             bd undefer brings it back
An edge that would close a circle is refused (DEPENDENCY_CYCLE). One that arises
when two people's edits meet is shown by bd dep cycles.

STATES
ready, in_progress (claimed), blocked, deferred, proposed and closed are
computed. Set are open, deferred and closed; -s in_progress claims.

Nothing is ready: exit status 0 and an empty list, NOTHING_READY (1) of bd claim
--next. More: docs/glossary.md, docs/elsewhere.md.`.split("\n");
