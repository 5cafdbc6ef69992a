/** `bd help reservations`. */
export const RESERVATIONS = `  bd reserve "src/parse/**" --for 2h --intent "A rewrite of the parser."
  bd reserve check src/parse/lex.ts   status 3: somebody else has it
  bd reserve check --read src/parse   what is being rewritten
  bd reserve list
  bd reserve renew                    two more hours from now
  bd reserve release "src/parse/**"
A claim is about an issue, a reservation about files. Nothing stops an editor,
but whoever asks first is told, and whoever wants the same paths is refused.

GLOBS
Typed from where you stand, kept from the top of the work tree. Quote them.
  *  ?       within one name
  **         any number of names: src/**/*.ts
  {a,b}      one of these
  src/parse/ a directory and all below it
Two globs overlap if some path is covered by both, whether it is there or not.

WHO HAS WHAT
An exclusive one is in the way of all that overlap it, a --shared one only of
exclusive ones; your own never is. Of several globs what is free is reserved and
the rest refused (status 3), each with who, by which glob and until when.
  --atomic    all or none
  --tell      ask the holders for it by a message
The first on the shared remote has it. It is over at its end and five minutes;
nobody has to clean up. Somebody else's is taken away with a reason only:
  bd reserve release 5v1g8m --force -r "Its session ended yesterday."
Another project's paths: bd reserve "beads:src/api/**", where its clone is here.

HOOKS
  bd setup git --dry-run      what would be written
  bd setup git                warn before a commit or push that touches what
                              others reserved, and put Bead: trailers below
beads.guard is warn, block or off; it is yours, in git's configuration. The
hooks stand beside those that are there, and never stop anything by a failure of
bd.

More: docs/reservations.md.`.split("\n");
