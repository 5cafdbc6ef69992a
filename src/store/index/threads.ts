import type { Message } from "../../domain/message.ts";
import { orderThread } from "../../domain/thread-order.ts";
import type { MessageFilter } from "../snapshot.ts";
import type { Bound, Connection } from "./connection.ts";
import { unseal } from "./seal.ts";

/** The thread of messages on the bulletin, which hang on no issue. */
export const BULLETIN = "";

export function findMessage(connection: Connection, id: string): Message | undefined {
  const found = connection.get<{ json: string }>("SELECT json FROM message WHERE id = ? ORDER BY thread LIMIT 1", id);
  return found === undefined ? undefined : unseal<Message>(found.json);
}

/** What an order of messages looks at. */
interface Place {
  readonly n: number;
  readonly id: string;
  readonly thread: string;
  readonly in_reply_to: string | null;
}

/** Messages that meet a filter: by time, then chance, and a reply after what it answers. The limit keeps the first of that order. */
export function selectMessages(connection: Connection, filter: MessageFilter): Message[] {
  if (filter.limit === 0) return [];
  const { sql, values } = compile(filter);
  const places = orderThread(withOwnIds(connection.all<Place>(sql, ...values)));
  const ordered = filter.newest === true ? places.toReversed() : places;
  return ordered.slice(0, filter.limit).map(({ n }) => {
    const found = connection.get<{ json: string }>("SELECT json FROM message WHERE n = ?", n) as { json: string };
    return unseal<Message>(found.json);
  });
}

/** Nothing but good manners keeps one message id out of two threads: the second one is told apart, so that both are shown. */
function withOwnIds(places: readonly Place[]): Place[] {
  let last = "";
  return places.map((place) => {
    const again = place.id === last;
    last = place.id;
    return again ? { ...place, id: `${place.id} ${place.thread}` } : place;
  });
}

function compile(filter: MessageFilter): { sql: string; values: Bound[] } {
  const parts: string[] = [];
  const values: Bound[] = [];
  const add = (sql: string, value: Bound) => {
    parts.push(sql);
    values.push(value);
  };
  const addSpeaker = (name: string) => {
    parts.push("m.sender > ? AND m.sender < ?");
    values.push(`${name} `, `${name}!`);
  };
  if (filter.thread !== undefined) add("m.thread = ?", filter.thread);
  if (filter.from !== undefined) addSpeaker(filter.from);
  if (filter.after !== undefined) add("m.id > ?", filter.after);
  if (filter.to !== undefined) {
    add("m.n IN (SELECT n FROM addressee WHERE name IN (SELECT value FROM json_each(?)))", JSON.stringify(filter.to));
  }
  const where = parts.length === 0 ? "" : ` WHERE ${parts.join(" AND ")}`;
  return { sql: `SELECT m.n, m.id, m.thread, m.in_reply_to FROM message m${where} ORDER BY m.id, m.thread`, values };
}
