/** Keeps one warning of some Node versions to itself: that its SQLite is experimental. Every other one is printed as ever. */
export function silenceSqliteWarning(): void {
  const emit = process.emitWarning as (warning: string | Error, ...rest: unknown[]) => void;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).startsWith("SQLite is an experimental feature")) emit.call(process, warning, ...rest);
  };
}
