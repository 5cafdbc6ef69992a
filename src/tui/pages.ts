import type { Row } from "../services/row.ts";
import { rowOf } from "../services/row-of.ts";
import type { Workspace } from "../services/workspace.ts";
import { type Lanes, nextLanes } from "./lanes.ts";
import type { Content, Item, Screen } from "./screen.ts";
import { SCREENS } from "./screens.ts";
import { itemOf, keptSelection, moved, movedAside, narrowed, placeOf } from "./select.ts";

/** What a screen has read, and of which state of the ledger. */
interface Page {
  readonly content: Content;
  readonly tip: string;
  readonly at: number;
  readonly focus: string | null;
  readonly closed: boolean;
}

/** Milliseconds after which a screen is read anew although nothing moved: time alone ends claims and brings issues back. */
const STALE = 60_000;

/** What the screens have read, which of them is shown, and what is selected on each. */
export class Pages {
  readonly #workspace: Workspace;
  readonly #pages = new Map<number, Page>();
  readonly #selected = new Map<number, string | null>();
  #number = 1;
  #anchor: number | null = null;
  #focus: string | null = null;
  #filter = "";
  #lanes: Lanes = "none";
  #closed = false;
  #project = "";
  #beside: Row | null = null;
  #drawn: { readonly of: Content; readonly filter: string; readonly lanes: Lanes; readonly content: Content } | undefined;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get screen(): Screen {
    return SCREENS.find(({ number }) => number === this.#number) ?? (SCREENS[0] as Screen);
  }

  get filter(): string {
    return this.#filter;
  }

  get lanes(): Lanes {
    return this.#lanes;
  }

  /** True where the present screen shows what is closed, too. */
  get closed(): boolean {
    return this.#closed && this.screen.takes_closed === true;
  }

  get project(): string {
    return this.#project;
  }

  get selected(): string | null {
    return this.#selected.get(this.#number) ?? null;
  }

  /** How many rows are to stand above what is selected, where that was clicked; null: half of them. */
  get anchor(): number | null {
    return this.#anchor;
  }

  /** The selected issue with its text, where the screen shows that. */
  get beside(): Row | null {
    return this.#beside !== null && this.#beside.issue.id === this.item?.issue ? this.#beside : null;
  }

  /** What the present screen shows, narrowed and in order: worked out once for each change, not for each key. */
  get content(): Content | undefined {
    const of = this.#pages.get(this.#number)?.content;
    if (of === undefined) return undefined;
    const [filter, lanes] = [this.#filter, this.#lanes];
    const drawn = this.#drawn;
    if (drawn !== undefined && drawn.of === of && drawn.filter === filter && drawn.lanes === lanes) return drawn.content;
    const arranged = this.screen.arrange?.(of, lanes) ?? of;
    const content = this.screen.narrow?.(arranged, filter) ?? narrowed(arranged, filter);
    this.#drawn = { of, filter, lanes, content };
    return content;
  }

  get item(): Item | undefined {
    const { content } = this;
    return content === undefined ? undefined : itemOf(content, this.selected);
  }

  /** Reads the present screen anew where it may have changed, or in any case; the selection stays on its bead. False where nothing was read. */
  async read(anyway: boolean): Promise<boolean> {
    const number = this.#number;
    const { screen } = this;
    const { tip, project } = await this.#workspace.ledger.snapshot();
    const at = this.#workspace.ledger.now();
    const old = this.#pages.get(number);
    if (!anyway && old !== undefined && !this.#isStale(old, { tip, at })) {
      this.#keep(undefined);
      return false;
    }
    this.#project = project.name;
    // What was done may show on others, too, although the ledger did not move: what is read, for one.
    if (anyway) for (const [other, page] of this.#pages) this.#pages.set(other, { ...page, at: Number.NEGATIVE_INFINITY });
    const before = this.content;
    const [focus, closed] = [this.#focus, this.closed];
    const content = await screen.load(this.#workspace, focus, closed);
    this.#pages.set(number, { content, tip, at, focus, closed });
    if (number !== this.#number) return true;
    this.#keep(before);
    return true;
  }

  #keep(before: Content | undefined): void {
    const { content } = this;
    if (content !== undefined) this.select(keptSelection(before, content, this.selected));
  }

  #isStale(page: Page, { tip, at }: Pick<Page, "tip" | "at">): boolean {
    if (page.tip !== tip || at - page.at >= STALE || this.screen.lively === true) return true;
    return page.closed !== this.closed || (this.screen.follows === true && page.focus !== this.#focus);
  }

  /** Reads the text of the selected issue, where the screen has room for it beside its list. */
  async readBeside(width: number): Promise<void> {
    const id = this.item?.issue ?? null;
    const from = this.screen.beside_from;
    if (id === null || from === undefined || width < from) this.#beside = null;
    else this.#beside = await rowOf(this.#workspace, id).catch(() => null);
  }

  /** Selects what the screen shows; false where it does not. */
  pick(key: string): boolean {
    const { content } = this;
    const isThere = content !== undefined && placeOf(content, key) !== undefined;
    if (isThere) this.select(key);
    return isThere;
  }

  select(key: string | null): void {
    this.#selected.set(this.#number, key);
  }

  /** Some rows down or up, where so many are shown. */
  move(by: number, height: number): void {
    const { content } = this;
    if (content === undefined) return;
    const before = placeOf(content, this.selected)?.row ?? 0;
    this.select(moved(content, this.selected, by));
    // What was clicked stays where it is: the list goes on only at its ends.
    if (this.#anchor === null) return;
    const now = this.#anchor + (placeOf(content, this.selected)?.row ?? 0) - before;
    this.#anchor = Math.max(0, Math.min(height - 1, now));
  }

  /** What stands under the mouse, some rows below the first that is shown: the list stays where it is. */
  point(key: string, row: number): void {
    this.#anchor = row;
    this.select(key);
  }

  /** A column to the side. */
  moveAside(by: -1 | 1): void {
    const { content } = this;
    if (content !== undefined) this.select(movedAside(content, this.selected, by));
  }

  narrow(filter: string): void {
    this.#filter = filter;
    this.#anchor = null;
    this.#keep(undefined);
  }

  changeLanes(): void {
    this.#anchor = null;
    this.#lanes = nextLanes(this.#lanes);
  }

  /** Shows what is closed, too, or no more; false where the present screen does not show it. */
  changeClosed(): boolean {
    if (this.screen.takes_closed !== true) return false;
    this.#anchor = null;
    this.#closed = !this.#closed;
    return true;
  }

  /** To another screen; the selection goes along where that shows the same issue. */
  goTo(number: number, issue: string | null): boolean {
    if (!SCREENS.some((screen) => screen.number === number)) return false;
    this.#focus = issue ?? this.#focus;
    this.#anchor = null;
    this.#number = number;
    if (issue !== null) this.#selected.set(number, issue);
    return true;
  }
}
