import { BeadsError } from "../../errors.ts";
import type { Signature } from "../repository.ts";

/** `Name <email> seconds +0000`, without what would break the line or what git's fsck refuses. */
export function identityLine({ name, email, at }: Signature): string {
  const plain = (text: string) => text.replace(/[\0-\x1f\x7f<>]/g, "").trim();
  return `${plain(name) || "unknown"} <${plain(email)}> ${Math.max(0, Math.floor(at / 1000))} +0000`;
}

/** A message as a commit can hold it: NUL would end it early for everybody who reads it. */
export function messageText(message: string): string {
  return message.replaceAll("\0", "");
}

/** The names along a path. @throws BAD_PATH for one that git would not check out: neither writer would stop it. */
export function pathNames(path: string): readonly string[] {
  const names = path.split("/");
  const isBad = (name: string) => name === "" || name === "." || name === ".." || name.toLowerCase() === ".git";
  if (path.includes("\0") || names.some(isBad)) {
    throw new BeadsError("usage", "BAD_PATH", `A repository cannot hold a file at ${JSON.stringify(path)}.`, {
      fields: { path },
    });
  }
  return names;
}
