import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The programs of Debian that a transport runs on, each with the package that brings it. */
const PACKAGES = {
  git: "git",
  sshd: "openssh-server",
  ssh: "openssh-client",
  "ssh-keygen": "openssh-client",
  openssl: "openssl",
  script: "bsdutils",
} as const;

export type Program = keyof typeof PACKAGES;

/** Where servers lie that no user's PATH names. */
const SERVERS = ["/usr/sbin", "/usr/local/sbin", "/usr/lib/ssh"];

/** The absolute path of a program; undefined where it is not installed. */
export function findProgram(name: Program): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...SERVERS];
  return folders
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(existsSync);
}

/** The absolute path of a program. @throws where it is not installed. */
export function program(name: Program): string {
  const found = findProgram(name);
  if (found === undefined) throw new Error(`${name} is missing: ${PACKAGES[name]} brings it.`);
  return found;
}

/** What keeps a test from running here, in words; undefined if all the programs are there. */
export function whyNot(names: readonly Program[]): string | undefined {
  if (process.platform === "win32") return "servers of this kind do not run on Windows";
  const missing = names.filter((name) => findProgram(name) === undefined);
  return missing.length === 0 ? undefined : missing.map((name) => `${name} is missing (${PACKAGES[name]} brings it)`).join(", ");
}
