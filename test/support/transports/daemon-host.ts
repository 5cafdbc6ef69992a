import { chmodSync } from "node:fs";
import type { Scratch } from "../scratch.ts";
import { listenWith } from "./listener.ts";
import { program } from "./programs.ts";
import { configure, HOST, type Transport } from "./transport.ts";

/** What `git daemon` needs to be installed. */
export const DAEMON_PROGRAMS = ["git"] as const;

/** Starts `git daemon` for the repositories below `root`, open to everybody for reading and pushing. */
export async function startDaemonHost(server: Scratch, root: string): Promise<Transport> {
  const rights = { refusePushes: false };
  const listener = await listenWith(() => {
    const pushing = rights.refusePushes ? "--disable=receive-pack" : "--enable=receive-pack";
    const how = ["--inetd", "--log-destination=none", "--informative-errors", "--export-all", pushing];
    return { program: program("git"), args: ["daemon", ...how, `--base-path=${root}`, root], env: server.env };
  });
  return Object.assign(rights, {
    url: (repository: string) => `git://${HOST}/${repository}`,
    direct: (repository: string) => `git://127.0.0.1:${listener.port}/${repository}`,
    admit: (home: Scratch) => configure(home, `[core]\n\tgitProxy = ${writeProxy(home, listener.port)} for ${HOST}\n`),
    goAway: () => listener.goAway(),
    comeBack: () => listener.comeBack(),
    close: () => listener.close(),
  });
}

/** The program through which git reaches the host by its name: it carries bytes to and from the daemon's port. */
function writeProxy(home: Scratch, port: number): string {
  const carry = `const s = require("net").connect(${port}, "127.0.0.1"); s.on("error", () => process.exit(1)); process.stdin.pipe(s); s.pipe(process.stdout)`;
  const script = home.write(`daemon/proxy-${port}`, `#!/bin/sh\nexec '${process.execPath}' -e '${carry}'\n`);
  chmodSync(script, 0o755);
  return script;
}
