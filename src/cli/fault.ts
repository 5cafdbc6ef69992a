import type { Point } from "../store/points.ts";

/** Kills this process, as a power cut would, when it comes to the point that `BD_FAULT_AT` names: how tests prove what a crash leaves. */
export function faultIn(env: Readonly<Record<string, string | undefined>>): { reached?: (point: Point) => void } {
  const wanted = env["BD_FAULT_AT"];
  if (wanted === undefined) return {};
  return {
    reached: (point) => {
      if (point === wanted) process.kill(process.pid, "SIGKILL");
    },
  };
}
