import { readFileSync, readlinkSync } from "node:fs";
import { hostName } from "./host-name.ts";

/** A process, told apart from every other that ever had its number. What cannot be known here is null. */
export interface ProcessIdentity {
  readonly host: string;
  /** The boot of the machine and, where there are several, the space that the number belongs to. */
  readonly boot: string | null;
  readonly pid: number;
  /** When it started, in the system's own ticks since boot. */
  readonly start: string | null;
}

/** A line of a process table: what is needed to go up from a process to its ancestors. */
export interface ProcessStat {
  /** The program's short name, at most 15 letters. */
  readonly name: string;
  readonly state: string;
  readonly parent: number;
  readonly start: string;
}

/** Identifies a process of this machine; this one where none is named. */
export function identify(pid: number = process.pid): ProcessIdentity {
  if (pid !== process.pid) return identityOf(pid);
  own ??= identityOf(pid);
  return own;
}

/** This process's own: asked for with every lock, and never another. */
let own: ProcessIdentity | undefined;

function identityOf(pid: number): ProcessIdentity {
  return { host: hostName(), boot: bootOf(), pid, start: statOf(pid)?.start ?? null };
}

/** True or false where it can be known, undefined where not: the process of another machine, boot or container. */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  if (identity.host !== hostName()) return undefined;
  const boot = bootOf();
  if (identity.boot !== boot) return isEarlierBoot(identity.boot, boot) ? false : undefined;
  const stat = statOf(identity.pid);
  if (stat !== undefined) return !["Z", "X"].includes(stat.state) && (identity.start === null || identity.start === stat.start);
  return hasProcess(identity.pid);
}

/** What the process table says of a process; undefined where there is no such process or no table that can be read. */
export function statOf(pid: number): ProcessStat | undefined {
  if (process.platform !== "linux" || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const line = read(`/proc/${pid}/stat`);
  if (line === undefined) return undefined;
  // The name stands in brackets and may hold brackets and spaces itself.
  const end = line.lastIndexOf(")");
  const fields = line.slice(end + 2).split(" ");
  return {
    name: line.slice(line.indexOf("(") + 1, end),
    state: fields[0] ?? "",
    parent: Number(fields[1]),
    start: fields[19] ?? "",
  };
}

let boot: string | null | undefined;

function bootOf(): string | null {
  if (boot === undefined) {
    const id = process.platform === "linux" ? read("/proc/sys/kernel/random/boot_id")?.trim() : undefined;
    boot = id === undefined ? null : `${id}/${spaceOf()}`;
  }
  return boot;
}

/** The process number space: two containers of one machine share the boot and not the numbers. */
function spaceOf(): string {
  try {
    return readlinkSync("/proc/self/ns/pid").replace(/\D+/g, "");
  } catch {
    return "";
  }
}

/** Another boot of the same machine is over; another space of the same boot may well live. */
function isEarlierBoot(theirs: string | null, ours: string | null): boolean {
  return theirs !== null && ours !== null && theirs.split("/")[0] !== ours.split("/")[0];
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
