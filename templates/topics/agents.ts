/** `bd help agents`. */
export const AGENTS = `An agent forgets everything between two sessions, and may be killed in one. What
it knew is in the ledger; what it had not committed is in its clone.

  bd prime                      at the start: what you hold, what to stop, mail,
                                questions, what is ready; 1,200 tokens
  bd prime --compact            when a session goes on
  bd claim --next               take work; status 3: take other work
  bd checkpoint -m "…" --next "…"   where it stands; saves uncommitted files
  bd resume vc-7k3xq2           how it stands, and whether it is still yours;
                                status 3 means stop
  bd remember "…"               what every later session is to be told
  bd close, bd handoff, bd release  at the end: one of them

WHO YOU ARE
BD_ACTOR names you (dave/vc) and says that you are an agent; without it an agent
is called after its directory, and a person is @name. BD_SESSION tells sessions
apart. bd whoami shows what holds.

PRESENCE
Every command is a sign of life, kept on this machine and never committed.
  bd agent list                 who is there, on what, since when
  bd agent beat --state stuck "why"     or idle, exiting
  bd agent beat --every 30s --while 4711    for what runs long
  bd agent sweep --fix          end expired claims of agents that are gone
A living process is online however long it is silent (BD_AGENT_PID names it).

CHECKPOINTS
Plan, next step and note go into the ledger; uncommitted files into a commit
under bd's own refs in this clone (--push shares it). Your index and files stay
as they are, and files that look like secrets are left out.
  bd checkpoint restore vc-7k3xq2 --into ../rescued

SETTING UP
  bd setup agents               tell agents in AGENTS.md
  bd setup claude, bd setup codex   hooks for prime, inbox and checkpoint
  bd mcp                        the same as tools: claude mcp add bd -- bd mcp

More: docs/agents.md, docs/presence.md, docs/surviving.md.`.split("\n");
