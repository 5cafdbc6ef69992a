import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import type { Scratch } from "../scratch.ts";
import { type Listener, listenWith } from "./listener.ts";
import { program } from "./programs.ts";
import { configure, HOST, type Transport } from "./transport.ts";

/** What sshd needs to be installed. */
export const SSH_PROGRAMS = ["git", "sshd", "ssh", "ssh-keygen"] as const;

/** Whom a home's ssh trusts and as whom it comes: the host's own key and the user's, or not. */
export interface SshDoor {
  readonly knowsHost?: boolean;
  readonly hasKey?: boolean;
}

export interface SshHost extends Transport {
  /** As `admit`, but with something amiss. */
  admitAs(home: Scratch, door: SshDoor): void;
  /** The repository in git's short form, `host:path`. */
  scp(repository: string): string;
}

/**
 * Starts an sshd with its own keys, port and configuration for the repositories below `root`; it lets in the current user alone,
 * and for git alone.
 */
export async function startSshHost(server: Scratch, root: string): Promise<SshHost> {
  const folder = await makeKeys(server);
  const readOnly = { refusePushes: false };
  const config = server.write("sshd/config", sshdConfig(server, folder));
  writeShell(server, folder, root);
  // As the superuser sshd wants this folder for its unprivileged half; a system that starts it at boot makes it then.
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const args = ["-i", "-f", config, "-E", server.path("sshd", "log")];
  const listener = await listenWith(() => {
    server.write("sshd/rights", readOnly.refusePushes ? "read" : "write");
    return { program: program("sshd"), args, env: { PATH: process.env["PATH"] ?? "" } };
  });
  return Object.assign(readOnly, doorsOf(folder, listener));
}

function doorsOf(folder: string, listener: Listener): Omit<SshHost, "refusePushes"> {
  const admitAs = (home: Scratch, { knowsHost = true, hasKey = true }: SshDoor) => {
    const known = home.write("ssh/known_hosts", knowsHost ? `forge ${readFileSync(`${folder}/host_key.pub`, "utf8")}` : "");
    const key = `${folder}/${hasKey ? "user_key" : "stranger_key"}`;
    const config = home.write("ssh/config", clientConfig({ port: listener.port, known, key }));
    configure(home, `[core]\n\tsshCommand = ssh -F '${config}'\n`);
  };
  return {
    url: (repository) => `ssh://${HOST}/${repository}`,
    direct: (repository) => `ssh://127.0.0.1:${listener.port}/${repository}`,
    scp: (repository) => `${HOST}:${repository}`,
    admit: (home) => admitAs(home, {}),
    admitAs,
    goAway: () => listener.goAway(),
    comeBack: () => listener.comeBack(),
    close: () => listener.close(),
  };
}

async function makeKeys(server: Scratch): Promise<string> {
  const folder = server.path("sshd");
  mkdirSync(folder);
  for (const name of ["host_key", "user_key", "stranger_key"]) {
    const made = await server.run(program("ssh-keygen"), [
      "-q",
      "-t",
      "ed25519",
      "-N",
      "",
      "-C",
      name,
      "-f",
      `${folder}/${name}`,
    ]);
    if (made.status !== 0) throw new Error(made.stderr);
  }
  return folder;
}

function sshdConfig(server: Scratch, folder: string): string {
  const env = ["HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "LC_ALL", "PATH"].map(
    (name) => `"${name}=${server.env[name]}"`,
  );
  return `${[
    `HostKey ${folder}/host_key`,
    `AuthorizedKeysFile ${folder}/user_key.pub`,
    "PidFile none",
    "UsePAM no",
    "StrictModes no",
    "PermitRootLogin prohibit-password",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitUserRC no",
    "PrintLastLog no",
    "PrintMotd no",
    "LogLevel VERBOSE",
    "AcceptEnv GIT_PROTOCOL",
    `SetEnv ${env.join(" ")}`,
    `ForceCommand ${folder}/shell`,
  ].join("\n")}\n`;
}

/** What runs for each visitor, as on a forge: git's two services, on repositories below one folder. */
function writeShell(server: Scratch, folder: string, root: string): void {
  const script = `#!/bin/sh
eval "set -- $SSH_ORIGINAL_COMMAND"
case "$1" in
git-upload-pack) ;;
git-receive-pack)
  if [ "$(cat '${folder}/rights')" = read ]; then
    echo "ERROR: Permission to $2 denied to reader." >&2
    exit 1
  fi ;;
*) echo "Only git is served here." >&2; exit 1 ;;
esac
exec git "\${1#git-}" "${root}/\${2#/}"
`;
  chmodSync(server.write("sshd/shell", script), 0o755);
}

/** ssh as a user would have set it up for one host, whatever name and port it is called by. */
function clientConfig({ port, known, key }: { readonly port: number; readonly known: string; readonly key: string }): string {
  return `${[
    "Host *",
    "  HostName 127.0.0.1",
    `  Port ${port}`,
    `  User ${userInfo().username}`,
    "  HostKeyAlias forge",
    `  UserKnownHostsFile ${known}`,
    "  GlobalKnownHostsFile /dev/null",
    `  IdentityFile ${key}`,
    "  IdentitiesOnly yes",
    "  IdentityAgent none",
  ].join("\n")}\n`;
}
