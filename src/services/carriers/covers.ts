/** What the message says that carries an issue's files, or just what cannot stand in the issue itself. */
export const FILES_COVER = "The files that came with this issue.";
export const PLAIN_COVER = "This goes with the issue.";

/** Words of bd's own, and nobody's. */
export const COVERS: readonly string[] = [FILES_COVER, PLAIN_COVER];
