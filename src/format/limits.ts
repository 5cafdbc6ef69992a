/** How deep values may be nested in a frontmatter. */
export const MAX_DEPTH = 64;

/** The format version of the ledger that this program reads and writes. */
export const FORMAT = 1;
