/** The environment of the process, as it came in: nothing in this room reads `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What git ties to one repository, as `git rev-parse --local-env-vars` lists it, without the two that carry `git -c` settings.
 * Those two stay, as git's own `prepare_other_repo_env` lets them stay: `git -c http.proxy=… beads sync` and CI's credentials
 * come that way, and tell how to work, not where.
 */
const LOCAL = [
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_CONFIG",
  "GIT_OBJECT_DIRECTORY",
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_GRAFT_FILE",
  "GIT_INDEX_FILE",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_REPLACE_REF_BASE",
  "GIT_PREFIX",
  "GIT_INTERNAL_SUPER_PREFIX",
  "GIT_SHALLOW_FILE",
  "GIT_COMMON_DIR",
] as const;

/** What a hook or a user may have set that changes how the plumbing commands behave: a quarantine, kinds of pathspec. */
const UNWANTED = [
  "GIT_QUARANTINE_PATH",
  "GIT_LITERAL_PATHSPECS",
  "GIT_GLOB_PATHSPECS",
  "GIT_NOGLOB_PATHSPECS",
  "GIT_ICASE_PATHSPECS",
] as const;

/** The environment without what ties it to one repository: for opening another one from within a hook. */
export function withoutRepository(env: Environment): Environment {
  const rest: Record<string, string | undefined> = { ...env };
  for (const name of [...LOCAL, ...UNWANTED]) delete rest[name];
  return rest;
}
