import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Scratch } from "../scratch.ts";
import { DAEMON_PROGRAMS, startDaemonHost } from "./daemon-host.ts";
import { HTTP_PROGRAMS, HTTPS_PROGRAMS, startHttpHost, startHttpsHost } from "./http-host.ts";
import { type Program, whyNot } from "./programs.ts";
import { SSH_PROGRAMS, startSshHost } from "./ssh-host.ts";
import type { Transport } from "./transport.ts";

/** What every way to a repository has, those without a server too. */
export type Way = Pick<Transport, "url" | "admit">;

interface Kind {
  readonly needs: readonly Program[];
  readonly start: (server: Scratch, root: string) => Promise<Way>;
}

/** All the ways in which git reaches a repository, by the names under which tests speak of them. */
export const WAYS: Readonly<Record<string, Kind>> = {
  ssh: { needs: SSH_PROGRAMS, start: startSshHost },
  "http with a password": { needs: HTTP_PROGRAMS, start: startHttpHost },
  "https with a password": { needs: HTTPS_PROGRAMS, start: startHttpsHost },
  "git daemon": { needs: DAEMON_PROGRAMS, start: startDaemonHost },
  "file://": { needs: ["git"], start: async (_, root) => onDisk((path) => pathToFileURL(path).href, root) },
  "a local path": { needs: ["git"], start: async (_, root) => onDisk((path) => path, root) },
};

function onDisk(say: (path: string) => string, root: string): Way {
  return { url: (repository) => say(join(root, repository)), admit: () => undefined };
}

/** Skips the running test, with the reason printed, where a program that it needs is not installed. */
export function needing(context: { readonly skip: (note: string) => void }, needs: readonly Program[]): void {
  const reason = whyNot(needs);
  if (reason === undefined) return;
  console.info(`Skipped: ${reason}.`);
  context.skip(reason);
}
