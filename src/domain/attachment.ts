import { BeadsError } from "../errors.ts";
import { stripControls } from "./strip.ts";

const MAX_NAME = 100;

/** The name under which a file is attached: its last path part, without what a file system or a terminal could misread. */
export function attachmentName(path: string): string {
  const last = path.split(/[/\\]/).findLast((part) => part.trim() !== "") ?? "";
  const plain = stripControls(last)
    .replace(/[<>:"|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "-")
    .trim()
    .replace(/^\.+|\.+$/g, "");
  return plain === "" ? "attachment" : shortened(plain);
}

/** Names of files that go together: a name that is there already, whatever its letters' case, gets a number. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = numbered(name, number);
    taken.add(free.toLowerCase());
    return free;
  });
}

/** @throws ATTACHMENT_TOO_BIG */
export function checkAttachmentSize(name: string, bytes: number, limit: number): void {
  if (bytes <= limit) return;
  throw new BeadsError("usage", "ATTACHMENT_TOO_BIG", `${name} has ${bytes} bytes; an attachment may have ${limit}.`, {
    hints: ["Attach the part that matters, or name the commit or URL that holds it."],
    fields: { name, size: bytes, limit },
  });
}

function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? `${name}-${number}` : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
}

function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= MAX_NAME) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? "";
  return letters.slice(0, MAX_NAME - ending.length).join("") + ending;
}
