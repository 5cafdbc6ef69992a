import { type News, newsSince } from "../news.ts";
import type { PrimeSite } from "./site.ts";

/** What others did since the caller's last session. */
export function news({ workspace, since }: PrimeSite): Promise<News> {
  return newsSince(workspace, since);
}
