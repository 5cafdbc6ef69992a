/** True under `npm run trial`: the full counts. Every other test run takes a tenth of them, from the same seeds. */
export const FULL = process.env["BD_TRIAL"] === "full";

/** How many of something a run takes. */
export function scaled(full: number): number {
  return FULL ? full : Math.ceil(full / 10);
}

/** How long a trial may take, in milliseconds: a bound against hanging, no measure of speed. */
export const PATIENCE = FULL ? 3_600_000 : 900_000;
