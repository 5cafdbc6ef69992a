/** `bd help claims`. */
export const CLAIMS = `A claim says that nobody else works on an issue. It is a file with the next
number (the epoch) in the issue's folder, and the first writer of that number on
the shared remote wins.

  bd claim vc-7k3xq2           take one; bd claim --next takes the most urgent
  bd mine                      what you hold, checked against the ledger
  bd release vc-7k3xq2 -r why  give it back
  bd close vc-7k3xq2 -r what   end it

CONFIRMED OR TENTATIVE
A claim is confirmed once the remote holds it, and bd claim returns no earlier.
With --offline it is tentative: a later sync may lose it, and bd status says so.
Whoever loses gets status 3 and CLAIM_HELD, with the holder and until when.

HOW LONG
It is a lease: 4 hours for agents, 24 for people (settings claim.lease.agent and
claim.lease.person, --lease for one claim). Whatever its holder writes renews
it, and so does bd agent beat. It ends by closing, release or handoff, or when
its time is up and nobody renewed it for five minutes more.

WHO IS THE HOLDER
A secret in the clone proves it, not a name: two agents of one name are two. A
holder who was replaced is stopped with CLAIM_SUPERSEDED at the next write.

TAKING OVER
  bd claim vc-7k3xq2 --steal --reason why      from an agent that is gone; with
                                               --confirm from a person, too
  bd agent sweep                               which holders may be gone

LIMITS
claim.wip.agent and claim.wip.project bound how much is held at once
(WIP_LIMIT). While the project is paused nobody claims (PROJECT_PAUSED). After
three failed or expired attempts an issue is offered to nobody until somebody
says bd update vc-7k3xq2 --reset-attempts --reason why

Exit status of bd claim: 0 you have it; 3 somebody else has, it is not ready, or
a rule says no: take other work; 5 the remote could not be asked.`.split("\n");
