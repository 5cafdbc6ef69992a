/** What an exit status says of one command, where it says more than "done" and "failed". */
export const EXITS: Readonly<Record<string, readonly (readonly [status: number, words: string])[]>> = {
  ack: [[3, "the other project refuses it"]],
  "agent sweep": [
    [0, "nothing is left to look at"],
    [3, "something is"],
  ],
  claim: [
    [0, "you have it"],
    [1, "there is no such issue, or with --next nothing is ready"],
    [3, "somebody else has it, it is not ready, or a rule says no: take other work"],
    [5, "the remote could not be asked, so nothing is claimed"],
  ],
  close: [[3, "somebody else holds it, or open children, needs or a question keep it open"]],
  create: [[3, "with --if-new: an issue says nearly the same"]],
  "decide check": [
    [0, "something was decided or asked about it"],
    [1, "nothing was"],
  ],
  doctor: [
    [0, "nothing is wrong"],
    [4, "something in the ledger cannot be read"],
    [5, "something around it is broken"],
  ],
  handoff: [[3, "somebody else holds it, or the other project refuses it"]],
  "outbox retry": [
    [0, "everything was delivered"],
    [3, "a project refused something"],
    [5, "something still waits"],
  ],
  patrol: [
    [0, "nothing is left to look at"],
    [3, "something is"],
  ],
  reply: [[3, "the other project refuses it"]],
  reserve: [
    [0, "all of it is reserved"],
    [3, "something was not: somebody else has it"],
  ],
  "reserve check": [
    [0, "nobody else has reserved it"],
    [3, "somebody else has"],
  ],
  resume: [
    [0, "go on"],
    [3, "stop: the work is over, or not yours any more"],
  ],
  send: [
    [0, "it is delivered, or waits in the outbox"],
    [3, "the other project refuses it"],
  ],
  show: [[1, "one of the ids is not known"]],
  sync: [
    [0, "everything is exchanged"],
    [3, "a change of yours lost against somebody else's, or another project refused it"],
    [5, "the remote did not take everything"],
  ],
  wait: [
    [0, "it came"],
    [3, "it did not come in time"],
    [130, "it was interrupted"],
  ],
  watch: [
    [0, "--once, --timeout or --limit ended it"],
    [130, "it was interrupted"],
  ],
};
