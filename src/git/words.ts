/** Takes user and password out of the URLs in a text: what git says may hold them. */
export function withoutCredentials(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+-]*:\/\/)[^\s/'"]+@/gi, "$1");
}

const NOISE =
  /^(hint:|warning: no common commits|remote: *$|Please make sure you have the correct access rights|and the repository exists\.|\s*$|.*\r)/;
const PROGRESS =
  /^(remote: )?(Enumerating|Counting|Compressing|Writing|Resolving|Receiving|Unpacking|Delta compression|Total \d|Pushing to|POST git)/;

/**
 * What git said that is worth passing on: no progress, no hints, no credentials, no prefixes, at most a dozen lines. ssh ends its
 * lines as a terminal wants them, with CR and LF; a CR within a line is progress.
 */
export function gitWords(stderr: string): string {
  const lines = withoutCredentials(stderr)
    .split(/\r?\n/)
    .filter((line) => !NOISE.test(line) && !PROGRESS.test(line))
    .map((line) => line.trimEnd().replace(/^(fatal|error): /, ""));
  return lines.slice(0, 12).join("\n");
}
