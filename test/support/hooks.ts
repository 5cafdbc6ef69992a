import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes an executable hook into a repository's hooks folder (`hooks/` of a bare one). */
export function writeHook(gitDir: string, name: string, script: string): void {
  const file = join(gitDir, "hooks", name);
  mkdirSync(join(gitDir, "hooks"), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** A remote that moves its ref and dies before it says so: the acknowledgement is lost. `when` is a shell condition. */
export function loseAcknowledgements(gitDir: string, when: string): void {
  writeHook(gitDir, "reference-transaction", `if [ "$1" = committed ] && ${when}; then kill -9 $PPID; fi\nexit 0`);
}

/** One push in ten: the remote refuses it (a ref that cannot be locked), or moves its ref and dies before it says so. */
export function failOnePushInTen(gitDir: string): void {
  const script = `die=$(od -An -N1 -tu1 /dev/urandom | tr -d ' ')
[ "$1" = prepared ] && [ "$die" -lt 13 ] && exit 1
[ "$1" = committed ] && [ "$die" -ge 243 ] && kill -9 $PPID
exit 0`;
  writeHook(gitDir, "reference-transaction", script);
}
