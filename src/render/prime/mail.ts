import type { InboxEntry } from "../../services/inbox-entry.ts";
import type { Rows } from "../../services/prime/site.ts";
import { minuteOf } from "../age.ts";
import type { Block, BlockRow } from "./block.ts";
import { NAME, NARROW, plain, told, WIDE } from "./words.ts";

/** What was said to the caller, the urgent first. */
export function mailBlock({ rows, more }: Rows<InboxEntry>): Block {
  const pressing = rows.filter(({ tier }) => tier !== "info").length;
  return { rank: 4, rows: rows.map(mailRow), beyond: more, more: "bd inbox", least: Math.min(3, pressing) };
}

function mailRow(entry: InboxEntry): BlockRow {
  const { foreign, subject, title } = entry;
  const body = entry.kind === "message" ? entry.body : "";
  const said = subject ?? (body.trim() === "" ? title : body);
  const below = subject !== null && body.trim() !== "" && entry.tier !== "info" ? [`  ${told(body, WIDE, foreign)}`] : [];
  const head = `- ${urgency(entry)}${plain(entry.address, NAME)}`;
  return {
    full: [`${head} ${kindOf(entry)}${asks(entry)}: ${told(said, WIDE, foreign)}`, ...below],
    short: `${head} from ${plain(entry.from, NAME)}: ${told(said, NARROW, foreign)}`,
  };
}

function urgency({ tier, overdue }: InboxEntry): string {
  return tier === "urgent" ? `URGENT${overdue ? " (overdue)" : ""} ` : "";
}

function kindOf({ kind, type, from, from_project, foreign, for_person }: InboxEntry): string {
  const what = kind === "issue" ? `new ${type}` : kind === "closed" ? "closed there" : type;
  const whose = for_person === null ? "" : ` to your person ${plain(for_person, NAME)}`;
  return `${plain(what, NAME)} from ${plain(from, NAME)}${foreign ? ` (${plain(from_project, NAME)})` : ""}${whose}`;
}

function asks({ expects, deadline, waiting, verify }: InboxEntry): string {
  if (verify) return ", say whether it is fixed";
  if (!waiting || expects === "none") return "";
  return `, expects ${expects === "ack" ? "an ack" : "a reply"}${deadline === null ? "" : ` by ${minuteOf(deadline)}`}`;
}
