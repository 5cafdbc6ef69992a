/** What stands above a decision that another project is to know of. */
export const EXPECTED_ACK =
  "A decision that your project is asked to know of. `bd ack` on this issue says that it does; a reply says what speaks against it.";

/** The sections of a decision, in the order in which they are written and read. */
export const DECISION_SECTIONS = ["Context", "Decision", "Rationale", "Alternatives", "Consequences"] as const;
