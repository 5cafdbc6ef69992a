const BEGIN = "# bd:begin (written by bd setup git; bd setup git --remove takes these lines out)";
const BEGIN_MADE = "# bd:begin (bd setup git made this file; bd setup git --remove takes it away)";
const END = "# bd:end";

/** Hooks of git in which bd has a part. */
export const HOOKS = ["pre-commit", "pre-push", "prepare-commit-msg", "commit-msg"] as const;
export type HookName = (typeof HOOKS)[number];

/**
 * bd's lines in a hook that is a shell script. They only pass on to the script that lies in the clone's own git directory: where nobody ran
 * `bd setup git` they do nothing, so they may be part of a project. What git gives a pre-push on its input is there for the hook's own lines again.
 */
export function hookBlock(hook: HookName, made = false): string {
  const find = `bd_run="$(git rev-parse --git-common-dir 2>/dev/null || :)/bd/hooks/run.sh"`;
  const plain = `if [ -f "$bd_run" ]; then sh "$bd_run" ${hook} "$@" || exit 1; fi`;
  const lines =
    hook === "pre-push"
      ? [
          "bd_refs=$(cat)",
          find,
          `if [ -f "$bd_run" ]; then printf '%s\\n' "$bd_refs" | sh "$bd_run" ${hook} "$@" || exit 1; fi`,
          'if [ -n "$bd_refs" ]; then exec <<BD_REFS',
          "$bd_refs",
          "BD_REFS",
          "else exec </dev/null; fi",
        ]
      : [find, plain];
  return [made ? BEGIN_MADE : BEGIN, ...lines, END, ""].join("\n");
}

/** A hook that is not there yet. */
export function freshHook(hook: HookName): string {
  return `#!/bin/sh\n${hookBlock(hook, true)}`;
}

/** Behind the name of a hook that is no shell script: under it, the hook is kept, and run after bd's lines. */
export const KEPT = ".before-bd";

export function chainedHook(hook: HookName): string {
  return `${freshHook(hook)}exec "$(dirname "$0")/${hook}${KEPT}" "$@"\n`;
}

/** What lies in the clone's own git directory and does the work. It never stops a commit or a push because something of its own failed. */
export const RUN_SCRIPT = `#!/bin/sh
# Written by bd setup git; bd setup git --remove takes it away.
# Nothing in here stops a commit or a push but a guard that was asked to (beads.guard=block).
hook=$1
shift
own=$(dirname "$0")

# bd from the PATH, else the one that wrote this; not longer than ten seconds where that can be told.
run_bd() {
  if command -v bd >/dev/null 2>&1; then program=bd
  elif [ -f "$own/bd" ]; then program="$own/bd"
  else return 127
  fi
  if timeout -k 2 10 true >/dev/null 2>&1; then timeout -k 2 10 "$program" "$@"
  elif timeout 10 true >/dev/null 2>&1; then timeout 10 "$program" "$@"
  else "$program" "$@"
  fi
}

# The guard's word: 3 says no, anything else that is not 0 is a failure of bd.
judge() {
  run_bd hook guard >&2
  status=$?
  case $status in
  0) exit 0 ;;
  3) exit 1 ;;
  127) echo "bd: not found, so reservations were not checked." >&2 ;;
  *) echo "bd: failed ($status), so reservations were not checked." >&2 ;;
  esac
  exit 0
}

# Every path of the commits that are about to be pushed and that no remote has.
pushed_paths() {
  while read -r local_ref local_oid remote_ref remote_oid; do
    case $remote_ref in refs/heads/beads | refs/heads/beads-* | refs/heads/beads/* | refs/beads/*) continue ;; esac
    case $local_oid in *[!0]*) ;; *) continue ;; esac
    known=
    if git cat-file -e "$remote_oid^{commit}" 2>/dev/null; then known="^$remote_oid"; fi
    git log -n 5000 --format= --name-only -z --no-renames --no-merges "$local_oid" $known --not --remotes -- 2>/dev/null
  done
}

# Not where git makes or makes again a commit by itself: merges, squashes, picks, rebases.
is_by_hand() {
  for state in MERGE_HEAD SQUASH_MSG CHERRY_PICK_HEAD REVERT_HEAD rebase-merge rebase-apply sequencer; do
    if [ -e "$git_dir/$state" ]; then return 1; fi
  done
}

# The message without comments, and without what git -v shows below it.
message_of() {
  sed '/^. -* >8 -*$/,$d' "$1" | git stripspace --strip-comments 2>/dev/null
}

# One trailer, for a message that says something and is no fixup; a Bead: trailer that is there stays the only one.
add_trailer() {
  said=$(message_of "$1")
  case $said in '' | 'fixup! '* | 'squash! '* | 'amend! '*) return ;; esac
  template=$(git config --path commit.template 2>/dev/null)
  if [ -n "$template" ] && [ -f "$template" ] && [ "$said" = "$(message_of "$template")" ]; then return; fi
  trailer=$(run_bd hook trailer)
  case $trailer in 'Bead: '*) git interpret-trailers --in-place --no-divider --if-exists doNothing --trailer "$trailer" "$1" ;; esac
}

case $hook in
pre-commit)
  if [ -e "$(git rev-parse --git-dir)/MERGE_HEAD" ]; then exit 0; fi
  git diff --cached --name-only --no-renames -z 2>/dev/null | judge
  exit $?
  ;;
pre-push)
  pushed_paths | judge
  exit $?
  ;;
prepare-commit-msg)
  # A message that was given gets its trailer now. One that an editor is opened for gets it when it is written, so that an empty one stays empty.
  git_dir=$(git rev-parse --git-dir)
  rm -f "$git_dir/bd/edited"
  if is_by_hand; then
    case \${2:-} in
    message) add_trailer "$1" ;;
    '' | template) mkdir -p "$git_dir/bd" && : >"$git_dir/bd/edited" ;;
    esac
  fi
  ;;
commit-msg)
  git_dir=$(git rev-parse --git-dir)
  if [ -e "$git_dir/bd/edited" ]; then
    rm -f "$git_dir/bd/edited"
    add_trailer "$1"
  fi
  ;;
esac
exit 0
`;

/** What to add by hand where a hook manager writes the hooks itself. */
export const LEFTHOOK_TEXT = `pre-commit:
  commands:
    bd:
      run: sh "$(git rev-parse --git-common-dir)/bd/hooks/run.sh" pre-commit
pre-push:
  commands:
    bd:
      run: sh "$(git rev-parse --git-common-dir)/bd/hooks/run.sh" pre-push {0}
      use_stdin: true
prepare-commit-msg:
  commands:
    bd:
      run: sh "$(git rev-parse --git-common-dir)/bd/hooks/run.sh" prepare-commit-msg {0}
commit-msg:
  commands:
    bd:
      run: sh "$(git rev-parse --git-common-dir)/bd/hooks/run.sh" commit-msg {0}`;

export const PRE_COMMIT_TEXT = `  - repo: local
    hooks:
      - id: bd-guard
        name: reservations of paths
        language: system
        entry: sh -c 'sh "$(git rev-parse --git-common-dir)/bd/hooks/run.sh" pre-commit'
        stages: [pre-commit]
        pass_filenames: false
        always_run: true`;
