// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is the language of shells
import { oneLine } from "../domain/strip.ts";
import type { Candidate } from "../services/completion-ids.ts";

/** What a script is made from: the same shape as the edge reads from the table of commands. */
export interface Words {
  readonly verbs: readonly Verb[];
  readonly global: readonly Flag[];
}

interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly Flag[];
  readonly takes_ids: boolean;
}

interface Flag {
  readonly name: string;
  readonly char: string | null;
  readonly summary: string;
  readonly takes_value: boolean;
  readonly values: readonly string[];
}

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** A shell's script: words and flags stand in it, ids are asked for when they are needed. */
export function renderCompletion(shell: Shell, words: Words): string[] {
  if (shell === "fish") return fish(words);
  return shell === "zsh" ? zsh(words) : bash(words);
}

/** One id a line, its title behind a tab. */
export function renderCandidates(candidates: readonly Candidate[]): string[] {
  return candidates.map(({ id, title }) => `${oneLine(id)}\t${oneLine(title)}`);
}

/** The first words, and the second ones of each topic. */
function topicsOf(verbs: readonly Verb[]): Map<string, string[]> {
  const topics = new Map<string, string[]>();
  for (const { name } of verbs) {
    const [first = "", second] = name.split(" ");
    topics.set(first, [...(topics.get(first) ?? []), ...(second === undefined ? [] : [second])]);
  }
  return topics;
}

function dashed(flags: readonly Flag[]): string[] {
  return flags.flatMap(({ name, char }) => [...(char === null ? [] : [`-${char}`]), `--${name}`]);
}

/** The words between verb and cursor, in the language that bash and zsh have in common. Flags that take a value take the next word along. */
function shared({ verbs, global }: Words): string[] {
  const topics = [...topicsOf(verbs)];
  const valued = [
    ...new Set(
      [...global, ...verbs.flatMap(({ flags }) => flags)]
        .filter(({ takes_value }) => takes_value)
        .flatMap((flag) => dashed([flag])),
    ),
  ];
  const withIds = verbs.filter(({ takes_ids }) => takes_ids).map(({ name }) => `"${name}"`);
  return [
    "_bd_verbs() {",
    `  echo "${topics.map(([first]) => first).join(" ")}"`,
    "}",
    "_bd_below() {",
    '  case "$1" in',
    ...topics.filter(([, below]) => below.length > 0).map(([first, below]) => `    ${first}) echo "${below.join(" ")}" ;;`),
    "  esac",
    "}",
    "_bd_flags() {",
    `  echo "${dashed(global).join(" ")}"`,
    '  case "$1" in',
    ...verbs
      .filter(({ flags }) => flags.length > 0)
      .map(({ name, flags }) => `    "${name}") echo "${dashed(flags).join(" ")}" ;;`),
    "  esac",
    "}",
    "_bd_valued() {",
    `  case "$1" in ${valued.join("|")}) return 0 ;; esac`,
    "  return 1",
    "}",
    "_bd_values() {",
    '  case "$1" in',
    ...valuesOf(verbs).map(([flags, values]) => `    ${flags}) echo "${values}" ;;`),
    "  esac",
    "}",
    "_bd_takes_ids() {",
    `  case "$1" in ${withIds.join("|")}) return 0 ;; esac`,
    "  return 1",
    "}",
  ];
}

/** Flags with a few values of their own, each once. */
function valuesOf(verbs: readonly Verb[]): [string, string][] {
  const found = new Map<string, string>();
  for (const flag of verbs.flatMap(({ flags }) => flags)) {
    if (flag.values.length > 0) found.set(dashed([flag]).join("|"), flag.values.join(" "));
  }
  return [...found];
}

function bash(words: Words): string[] {
  return [
    "# bash completion for bd: source <(bd completion bash)",
    ...shared(words),
    "_bd() {",
    '  local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" first= name= skip= i word words=',
    "  for ((i = 1; i < COMP_CWORD; i++)); do",
    '    word="${COMP_WORDS[i]}"',
    '    if [ -n "$skip" ]; then skip=; continue; fi',
    '    if _bd_valued "$word"; then skip=1; continue; fi',
    '    case "$word" in -*) continue ;; esac',
    '    if [ -z "$first" ]; then first="$word"; name="$word"; elif [ "$name" = "$first" ] && [ -n "$(_bd_below "$first")" ]; then name="$first $word"; fi',
    "  done",
    '  if [ -n "$skip" ]; then words="$(_bd_values "$prev")"',
    '  elif [ "${cur:0:1}" = "-" ]; then words="$(_bd_flags "$name")"',
    '  elif [ -z "$first" ]; then words="$(_bd_verbs)"',
    '  elif [ "$name" = "$first" ] && [ -n "$(_bd_below "$first")" ]; then words="$(_bd_below "$first")"',
    '  elif _bd_takes_ids "$name"; then words="$(bd completion --ids "$cur" 2>/dev/null | cut -f1)"',
    "  fi",
    '  COMPREPLY=($(compgen -W "$words" -- "$cur"))',
    "}",
    "complete -o default -F _bd bd git-beads",
  ];
}

function zsh(words: Words): string[] {
  return [
    "#compdef bd git-beads",
    "# zsh completion for bd: source <(bd completion zsh), or a file _bd in your fpath",
    ...shared(words),
    "_bd() {",
    '  local cur="${words[CURRENT]}" prev="${words[CURRENT-1]}" first= name= skip= i word',
    "  for ((i = 2; i < CURRENT; i++)); do",
    '    word="${words[i]}"',
    '    if [[ -n "$skip" ]]; then skip=; continue; fi',
    '    if _bd_valued "$word"; then skip=1; continue; fi',
    '    [[ "$word" == -* ]] && continue',
    '    if [[ -z "$first" ]]; then first="$word"; name="$word"; elif [[ "$name" == "$first" && -n "$(_bd_below "$first")" ]]; then name="$first $word"; fi',
    "  done",
    '  if [[ -n "$skip" ]]; then compadd -- ${=$(_bd_values "$prev")} || _files',
    '  elif [[ "$cur" == -* ]]; then compadd -- ${=$(_bd_flags "$name")}',
    '  elif [[ -z "$first" ]]; then compadd -- ${=$(_bd_verbs)}',
    '  elif [[ "$name" == "$first" && -n "$(_bd_below "$first")" ]]; then compadd -- ${=$(_bd_below "$first")}',
    '  elif _bd_takes_ids "$name"; then',
    "    local -a ids",
    "    ids=(${(f)\"$(bd completion --ids \"$cur\" 2>/dev/null | sed -e 's/:/\\\\:/g' -e 's/\\t/:/')\"})",
    "    _describe 'issue' ids || _files",
    "  else _files",
    "  fi",
    "}",
    'if [[ "${funcstack[1]}" == "_bd" ]]; then _bd "$@"; else compdef _bd bd git-beads; fi',
  ];
}

function fish({ verbs, global }: Words): string[] {
  const topics = topicsOf(verbs);
  const summary = (first: string) =>
    verbs.find(({ name }) => name === first)?.summary ?? `${(topics.get(first) ?? []).join(", ")}`;
  const at = (name: string) => {
    const [first = "", second] = name.split(" ");
    const seen = `__fish_seen_subcommand_from ${first}`;
    return second === undefined ? seen : `${seen}; and __fish_seen_subcommand_from ${second}`;
  };
  return [
    "# fish completion for bd: bd completion fish | source",
    "complete -c bd -f",
    ...global.map((flag) => flagLine("", flag)),
    ...[...topics.keys()].map((first) => `complete -c bd -n __fish_use_subcommand -a ${first} -d ${quoted(summary(first))}`),
    ...[...topics].flatMap(([first, below]) => {
      const none = below.length === 0 ? "" : `${at(first)}; and not __fish_seen_subcommand_from ${below.join(" ")}`;
      return below.map((word) => `complete -c bd -n ${quoted(none)} -a ${word}`);
    }),
    ...verbs.flatMap(({ name, flags }) => flags.map((flag) => flagLine(`-n ${quoted(at(name))} `, flag))),
    ...verbs
      .filter(({ takes_ids }) => takes_ids)
      .map(({ name }) => `complete -c bd -n ${quoted(at(name))} -a '(bd completion --ids (commandline -ct) 2>/dev/null)'`),
    "complete -c git-beads -w bd",
  ];
}

function flagLine(condition: string, { name, char, summary, takes_value, values }: Flag): string {
  const short = char === null ? "" : ` -s ${char}`;
  const value = takes_value ? " -r" : "";
  const words = values.length === 0 ? "" : ` -a ${quoted(values.join(" "))}`;
  return `complete -c bd ${condition}-l ${name}${short}${value}${words} -d ${quoted(summary)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
