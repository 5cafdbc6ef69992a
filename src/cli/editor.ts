import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Host } from "./host.ts";

/** Lets the user change a text in their own editor (`VISUAL`, `EDITOR`, vi). Undefined where they left it as it was, or the editor failed. */
export function editText({ env, platform }: Pick<Host, "env" | "platform">, text: string, name: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "bd-edit-"));
  const file = join(folder, name.replace(/[^A-Za-z0-9._-]/g, "_"));
  try {
    writeFileSync(file, text, { mode: 0o600 });
    const editor = env["VISUAL"] || env["EDITOR"] || (platform === "win32" ? "notepad" : "vi");
    const { status } = spawnSync(`${editor} "${file}"`, { stdio: "inherit", shell: true, env: { ...env } });
    const edited = readFileSync(file, "utf8");
    return status === 0 && edited !== text ? edited : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
