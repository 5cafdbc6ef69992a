/** A script that starts bd with one Node, whatever else is on the PATH. */
export function launcherText({ node, program, windows }: { node: string; program: string; windows: boolean }): string {
  if (windows) return `@rem written by bd setup path; bd setup path --remove takes it away\r\n@"${node}" "${program}" %*\r\n`;
  return `#!/bin/sh\n# written by bd setup path; bd setup path --remove takes it away\nexec ${quoted(node)} ${quoted(program)} "$@"\n`;
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
