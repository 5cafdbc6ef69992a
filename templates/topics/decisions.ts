/** `bd help decisions`. */
export const DECISIONS = `BEFORE YOU CHOOSE
  bd decide check src/parse/plan.ts recursion   what holds there; 1: nothing
  bd decide search parser                        by words, rejected ones too

WRITING ONE DOWN
  bd decide "Plans are parsed without recursion" -l parser \\
    --path "src/parse/**" --topic recursion --rationale "…" --alternative "…"
It holds at once. With --propose it holds once bd decide accept says so, by the
--approver if one is named. Labels, paths and topics are its scope: by them it
is found, and prime tells it to whoever works there. A decision never changes.
Another one takes its place:
  bd decide supersede adr-7k3xq2 "Plans are parsed with a stack of their own"
Two that are about the same and do not name each other are reported. If both
hold: bd decide relate adr-7k3xq2 adr-4t8wn5 -r why

ASKING
  bd ask "How deep may a plan be?" --option a="1,000 levels" --option b=any \\
    --recommend b --approver @human --by +2d --otherwise b --gates vc-m4n8ra
The issues that it gates, and all below them, are not ready until
  bd answer adr-4t8wn5 b -m "Callers rely on it."
  the time is up and --otherwise names a default: that holds then
  bd decide reject adr-4t8wn5 -r why takes the question back
Go on with other work meanwhile, or wait: bd wait vc-m4n8ra --for ready

WHO
@human is any person, @steve one of them, alpha/vc an agent. The first answer or
verdict stays; whoever comes later is told. Others than the approver need
--force and --reason (NOT_APPROVER, status 3). roles.decide names who alone
decides.

OTHER PROJECTS
  bd decide "Times are UTC" --topic time --propagate beads,lib
  bd decide show adr-7k3xq2     who there has acknowledged it
  bd decide ack vc-9b2m4d       we know of theirs

Open questions stand first in bd status and bd decide list. More:
docs/deciding.md.`.split("\n");
