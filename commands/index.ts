import type { Entry } from "../src/cli/table.ts";

/**
 * What you can say. Keys are what is typed, topics with a space (`dep add`); every verb is one line, loaded only when it
 * is called. Plain `bd` shows them by group.
 */
export const COMMANDS: Record<string, Entry> = {
  background: { load: () => import("./background.ts").then((m) => m.Background), group: "hidden" },
  help: { load: () => import("./help.ts").then((m) => m.Help), group: "administration" },
  list: { load: () => import("./list.ts").then((m) => m.List), group: "daily" },
  ls: { load: () => import("./list.ts").then((m) => m.List), group: "hidden", alias: "list" },
  show: { load: () => import("./show.ts").then((m) => m.Show), group: "daily" },
  ready: { load: () => import("./ready.ts").then((m) => m.Ready), group: "daily" },
  blocked: { load: () => import("./blocked.ts").then((m) => m.Blocked), group: "daily" },
  search: { load: () => import("./search.ts").then((m) => m.Search), group: "daily" },
  thread: { load: () => import("./thread.ts").then((m) => m.Thread), group: "daily" },
  send: { load: () => import("./send.ts").then((m) => m.Send), group: "daily" },
  reply: { load: () => import("./reply.ts").then((m) => m.Reply), group: "daily" },
  ack: { load: () => import("./ack.ts").then((m) => m.Ack), group: "daily" },
  inbox: { load: () => import("./inbox.ts").then((m) => m.Inbox), group: "daily" },
  import: { load: () => import("./import.ts").then((m) => m.Import), group: "administration" },
  "project show": { load: () => import("./project/show.ts").then((m) => m.ProjectShow), group: "administration" },
  "project list": { load: () => import("./project/list.ts").then((m) => m.ProjectList), group: "administration" },
  "project where": { load: () => import("./project/where.ts").then((m) => m.ProjectWhere), group: "administration" },
};
