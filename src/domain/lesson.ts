import { oneLine } from "./strip.ts";

const SAID = /\blessons?(?: learn(?:ed|t))?\s*:\**\s+(.+)$/i;
const HEADING = /^\s{0,3}#{1,6}\s+(.*)$/;
const ABOUT_LESSONS = /^lessons?\b/i;
/** What stands before an item of a list. */
const BULLET = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/;

/**
 * What a text says was learned, a line each: what stands behind `Lesson:` in a line, and what stands below a heading that begins with `Lesson`, where an
 * item that goes on over several lines is one.
 */
export function lessonsIn(text: string): readonly string[] {
  const lessons: string[] = [];
  let below = false;
  let isOpen = false;
  for (const line of text.split("\n")) {
    const heading = HEADING.exec(line)?.[1];
    const said = SAID.exec(line)?.[1];
    const words = oneLine(said ?? line.replace(BULLET, ""));
    if (heading !== undefined) below = ABOUT_LESSONS.test(heading);
    else if (said !== undefined || (below && words !== "" && (!isOpen || BULLET.test(line)))) lessons.push(words);
    else if (below && isOpen && words !== "") lessons.push(`${lessons.pop() ?? ""} ${words}`.trim());
    isOpen = below && heading === undefined && words !== "";
  }
  return lessons.filter((lesson) => lesson !== "");
}
