/** `bd help storage`. */
export const STORAGE = `Every bead is a markdown file on a history of its own, apart from your branches:
  refs/beads/ledger            in each clone; linked worktrees share it
  the branch beads             on the shared remote
  .beads/                      the same as ordinary files in the main worktree:
                               to read; ignored by git, kept up to date by bd
  bd/ in the git directory     journal, locks, and an index (SQLite) that may be
                               thrown away at any time
Not touched: HEAD, your index, your branches, your stash, your hooks. Only bd
setup writes into files of yours, and only where it says so.

WRITING
A write is an operation: it is journalled, decided on the newest state that is
known, committed, and pushed as a plain fast-forward. Where the remote moved
first, it is decided again on what is there: texts are never merged. So it
applies, or there is nothing left to do, or it is lost; what is lost is said at
once (status 3) or stands in bd status until bd status --ack-lost.

SHARING
  bd sync                   fetch, push and deliver now, and wait for it
  bd status                 what is not shared yet, and what was lost
  bd init                   makes a ledger, or adopts the one on the remote; a
                            fresh clone needs none
Reads never wait for the network; they fetch behind your back when what is known
is older than fetch.interval. --offline keeps off the network. Writes that are
not urgent wait up to push.interval for company. Where the branch is protected:
bd config set push propose

LOOKING
  bd log                    the ledger's history as a conversation
  git log beads/ledger      the same, for whoever has git and nothing else
  bd list --json            for programs

There is no server and no daemon, and no database to back up: git is the truth.
More: docs/format.md (files), docs/replay.md (operations), docs/glossary.md.`.split("\n");
