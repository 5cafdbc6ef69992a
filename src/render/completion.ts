// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is the language of shells
import { oneLine } from "../domain/strip.ts";

/** What shells there are scripts for. */
type Shell = "bash" | "zsh" | "fish";

/** What a script asks for: words with what they are about. `files`: the shell's own completion of files. */
export interface Offers {
  readonly words: readonly { readonly word: string; readonly about: string }[];
  readonly files: boolean;
}

/** Stands alone where the shell is to complete files. */
const FILES = ":files";
/** So much is said of each. */
const ABOUT = 100;

/** A shell's script. It hands over the line and shows what comes back, so that it never knows less than the bd that runs. */
export function renderCompletion(shell: Shell): string[] {
  return SCRIPTS[shell];
}

/** One word a line, what it is about behind a tab. */
export function renderOffers({ words, files }: Offers): string[] {
  const lines = words.map(({ word, about }) => `${oneLine(word)}\t${oneLine(about).slice(0, ABOUT)}`);
  return files ? [...lines, FILES] : lines;
}

/** Bash breaks words at `:`, `=` and `@` too, and replaces only what stands behind the last of these. */
const BASH = `# bash completion for bd: source <(bd completion bash)
_bd() {
  local line="\${COMP_LINE:0:COMP_POINT}" part="\${COMP_WORDS[COMP_CWORD]}" word
  local token="\${line##*[[:space:]]}"
  case "$part" in [:=@]) part= ;; esac
  local before="\${token%"$part"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    [ "$word" = "${FILES}" ] && continue
    [[ "$word" == "$token"* ]] && COMPREPLY+=("\${word#"$before"}")
  done < <(bd completion --line "$line" 2>/dev/null)
  [[ "\${#COMPREPLY[@]}" == 1 && "\${COMPREPLY[0]}" == --*= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -o bashdefault -o default -F _bd bd git-beads`;

const ZSH = `#compdef bd git-beads
# zsh completion for bd: source <(bd completion zsh), or a file _bd in your fpath
_bd() {
  local line word about files=
  local -a words_found shown
  while IFS=$'\\t' read -r word about; do
    if [[ "$word" == "${FILES}" ]]; then files=1; continue; fi
    words_found+=("$word")
    shown+=("$word\${about:+  -- $about}")
  done < <(bd completion --line "$LBUFFER" 2>/dev/null)
  (( $#words_found )) && compadd -l -d shown -- "\${words_found[@]}"
  if [[ -n "$files" ]] || (( ! $#words_found )); then _files; fi
}
if [[ "\${funcstack[1]}" == "_bd" ]]; then _bd "$@"; elif (( $+functions[compdef] )); then compdef _bd bd git-beads; fi`;

const FISH = `# fish completion for bd: bd completion fish | source
# fish brings completions for another program of this name, and loads them when first asked.
complete -C 'bd ' >/dev/null 2>&1
complete -c bd -e
function __bd_offers
    set -l offers (bd completion --line (commandline -cp) 2>/dev/null)
    if contains -- "${FILES}" $offers; or test (count $offers) -eq 0
        __fish_complete_path (commandline -ct)
    end
    string match -v -- "${FILES}" $offers
end
complete -c bd -f -k -a '(__bd_offers)'
complete -c git-beads -w bd`;

const SCRIPTS: Readonly<Record<Shell, string[]>> = {
  bash: BASH.split("\n"),
  zsh: ZSH.split("\n"),
  fish: FISH.split("\n"),
};
