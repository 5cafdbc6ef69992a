/** What services answer with and render draws, as the store knows it: render itself may not look into the store. */
export type { OutlineRow, Row, SearchHit, StatusFilter } from "../store/snapshot.ts";
