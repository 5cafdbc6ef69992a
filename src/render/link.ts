import { oneLine } from "../domain/strip.ts";
import type { Link } from "../services/link.ts";
import { spanOf } from "./age.ts";
import { cellsOf, cut } from "./cells.ts";
import { symbolOf, wordOf } from "./state.ts";
import type { Style } from "./style.ts";

/** What to call an issue: its id, or its address where it is another project's. */
export function nameOf({ id, address }: Pick<Link, "id" | "address">): string {
  return oneLine(address ?? id);
}

/** How an issue of another project stands there, and how old that word is: `open there, seen 5 min ago`. */
export function thereWords({ status, holder, seen_seconds_ago: age }: Omit<Link, "id" | "address" | "title" | "seen">): string {
  const by = holder === null ? "" : ` with ${oneLine(holder)}`;
  const seen = age === null ? "" : age < 60 ? ", seen just now" : `, seen ${spanOf(age * 1000)} ago`;
  return `${wordOf(status ?? "open")} there${by}${seen}`;
}

/** Symbol, id and title of another issue. */
export function linkLine(link: Link, style: Style): string {
  const { address, title, status } = link;
  const name = nameOf(link);
  if (status === null) return `? ${name}  not known here${address === null ? "" : " yet"}`;
  const plain = status === "ready" || status === "closed" ? "" : ` (${wordOf(status)})`;
  const word = address === null ? plain : ` (${thereWords({ ...link, holder: null })})`;
  const room = Math.max(24, style.width - cellsOf(name) - cellsOf(word) - 8);
  return `${symbolOf(status, style)} ${name}  ${cut(oneLine(title ?? ""), room, style.ascii ? ".." : "…")}${word}`;
}
