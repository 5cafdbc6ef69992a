/** What became, or would become, of one file outside of bd. */
export interface SetupFile {
  readonly file: string;
  /** `removed`: the file is gone; `cleaned`: what bd had put into it is, and the rest stays. */
  readonly action: "written" | "removed" | "cleaned" | "unchanged" | "absent";
}

export interface SetupResult {
  readonly what: string;
  readonly dry_run: boolean;
  readonly files: readonly SetupFile[];
  /** What is left for the user to do. */
  readonly advice: readonly string[];
}

/** How a set-up is asked for. */
export interface SetupMode {
  readonly remove: boolean;
  readonly dry_run: boolean;
}
