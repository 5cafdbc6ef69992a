/** `bd help escalation`. */
export const ESCALATION = `When you are stuck, when the next step cannot be undone, or when people have to
decide:
  bd escalate "The migration cannot be undone" --level 2 \\
    --category irreversible --issue vc-7k3xq2 -m "It drops a column."

  level 1   worth knowing
  level 2   somebody has to look (what holds where nothing is said)
  level 3   pauses the project until it is resolved
  level 4   pauses it, and asks every holder to checkpoint and release
irreversible, no-consensus, budget and unresolved-twice go to the human at once.

The same report again (category and issue, or the title) adds nothing while the
first is open; a graver one makes it rise. What nobody acknowledges rises by one
level after escalate.rise (1h), twice at most.
  bd escalate list              what is open, the gravest first
  bd escalate show 7h5c3r       the last six letters of its id are enough
  bd escalate ack 7h5c3r        somebody looks at it: it does not rise any more
  bd escalate resolve 7h5c3r -r "Rolled back."

PAUSE
  bd pause "The build machine moves" --for 2h
  bd pause --off
While it lasts bd claim fails with PROJECT_PAUSED (3). What is held can be
released, answered and closed.

HOW PEOPLE HEAR OF IT
By routes in their own git configuration: beads.alert.file, beads.alert.log,
beads.alert.exec and beads.alert.webhook; beads.alert.3.exec from level 3 on. bd
status shows alerts that did not get through.

TEAM
  bd status --team                           everybody's one line, and the phase
  bd checkpoint --team --decide continue     how it goes on; revise, escalate
roles.decide, roles.force, roles.resume and roles.review keep a thing to some.
ready.low_water says below how many ready issues work runs dry.

More: docs/escalation.md.`.split("\n");
