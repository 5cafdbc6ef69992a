/** The status of work that was interrupted, as shells expect it: 128 and the signal's number. */
export function interruptedStatus(signal: AbortSignal): number {
  return signal.reason === "SIGTERM" ? 143 : 130;
}
