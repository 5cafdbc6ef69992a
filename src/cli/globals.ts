/** The global flags as parsed. */
export interface GlobalFlags {
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly actor?: string | undefined;
  readonly directory?: string | undefined;
  readonly "no-color"?: boolean | undefined;
  readonly "op-id"?: string | undefined;
  readonly offline?: boolean | undefined;
  readonly "as-human"?: boolean | undefined;
  readonly "as-agent"?: boolean | undefined;
}
