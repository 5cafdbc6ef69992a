import type { Point } from "../store/points.ts";

/** How often this process has passed the point, in whichever of the ledgers that it has opened. */
let passed = 0;

/**
 * Kills this process, as a power cut would, when it comes to the point that `BD_FAULT_AT` names (`write:swapped`), or comes there for the n-th time
 * (`write:swapped#2`): how tests prove what a crash leaves.
 */
export function faultIn(env: Readonly<Record<string, string | undefined>>): { reached?: (point: Point) => void } {
  const wanted = env["BD_FAULT_AT"];
  if (wanted === undefined) return {};
  const [name, turn = "1"] = wanted.split("#");
  return {
    reached: (point) => {
      if (point !== name) return;
      passed += 1;
      if (passed === Number(turn)) process.kill(process.pid, "SIGKILL");
    },
  };
}
