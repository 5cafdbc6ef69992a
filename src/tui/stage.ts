/** A file that goes along with something that is sent. */
export interface SentFile {
  /** As it was typed. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** What the controller needs of the terminal. */
export interface Stage {
  /** Columns and rows. */
  size(): { readonly width: number; readonly height: number };
  readonly ascii: boolean;
  /** Lets the user edit a text; the screen steps aside. */
  edit(text: string, name: string): Promise<string | undefined>;
  /** Reads files of the user's by their paths. */
  files(paths: readonly string[]): Promise<readonly SentFile[]>;
  /** Hears the mouse from now on, or leaves it to the terminal again; answers which. */
  toggleMouse(): boolean;
  suspend(): void;
  quit(): void;
}
