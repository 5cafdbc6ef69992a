/** `bd help troubleshooting`. */
export const TROUBLESHOOTING = `EXIT STATUS
  0  done                          3  conflict: a rule or somebody else says no
  1  not found                     4  invalid data in the ledger or in a file
  2  used wrongly                  5  environment: git, the disk, the network
  70 a fault in bd itself          130  interrupted
With --json a failure is {"error":{"kind","code","message","hints"}}. The code
is stable; the words are for people.

LOOK FIRST
  bd status          what is not shared, what was lost, what is wrong
  bd doctor          git, refs, index, locks, ledger, remote; --fix repairs what
                     can be repaired without a loss
  bd whoami          as whom you act, and where

COMMON
NOT_A_REPOSITORY, NO_LEDGER   cd into a clone; bd init
CLAIM_HELD            somebody has it: bd claim --next takes other work
CLAIM_SUPERSEDED      your claim was taken over: stop; bd resume says more
CLAIM_NOT_CONFIRMED   the remote could not be asked: bd sync, then claim again
PROJECT_PAUSED        bd escalate list says why; what you hold may be finished
ISSUE_BLOCKED, ISSUE_NOT_READY    bd ready --explain vc-7k3xq2
NOTHING_READY, WIP_LIMIT          bd ready --explain; bd mine: finish those
AMBIGUOUS_ID          give more of the id
REMOTE_UNREACHABLE, FETCH_FAILED  writes are kept and pushed later: bd sync
REMOTE_DECLINED, REMOTE_REFUSED   you may not push: bd config set push propose
LEDGER_REWRITTEN      the remote's ledger was replaced: ask who did it before
                      bd sync --adopt; yours is kept as a backup
INDEX_DAMAGED, INDEX_BUSY         bd doctor --fix; the index is made anew
LOCK_TIMEOUT, LEDGER_BUSY         another bd writes: try again; bd doctor
UNKNOWN_PROJECT       bd project add beads https://github.com/owner/beads
SECRET_FOUND          what looks like a key stops: take it out; --allow-secrets
CLOCK_BEHIND          nothing is claimed by a clock that is behind: set it
NO_AUTHOR             git does not know you: set user.name and user.email
REPOSITORY_REFUSED    git does not trust the folder's owner: safe.directory
NEWER_FORMAT          the ledger is a newer program's: update yours
DISK_FULL             nothing was half written: make room, then bd sync

NOT DELIVERED         bd outbox list says why; bd outbox retry
SLOW                  the first command reads the ledger into the index, once
NOTHING IS SHARED     bd status says so: is there a remote, and background on?

BD_DEBUG=1 shows the trace of a fault. More: docs/surviving.md, docs/replay.md.`.split("\n");
