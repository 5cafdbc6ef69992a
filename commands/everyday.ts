import type { Table } from "../src/cli/table.ts";

/**
 * What is typed a thousand times a day: these lines are made at every start, and the others when somebody says something else. Whatever begins with a
 * word of these is here too, since `inbox read` must not be taken for an inbox.
 */
export const EVERYDAY = {
  background: { load: () => import("./background.ts").then((m) => m.Background), group: "hidden" },
  list: { load: () => import("./list.ts").then((m) => m.List), group: "daily" },
  ls: { load: () => import("./list.ts").then((m) => m.List), group: "hidden", alias: "list" },
  show: { load: () => import("./show.ts").then((m) => m.Show), group: "daily" },
  ready: { load: () => import("./ready.ts").then((m) => m.Ready), group: "daily" },
  blocked: { load: () => import("./blocked.ts").then((m) => m.Blocked), group: "daily" },
  search: { load: () => import("./search.ts").then((m) => m.Search), group: "daily" },
  thread: { load: () => import("./thread.ts").then((m) => m.Thread), group: "daily" },
  send: { load: () => import("./send.ts").then((m) => m.Send), group: "daily" },
  reply: { load: () => import("./reply.ts").then((m) => m.Reply), group: "daily" },
  mine: { load: () => import("./mine.ts").then((m) => m.Mine), group: "daily" },
  ack: { load: () => import("./ack.ts").then((m) => m.Ack), group: "daily" },
  wait: { load: () => import("./wait.ts").then((m) => m.Wait), group: "daily" },
  inbox: { load: () => import("./inbox.ts").then((m) => m.Inbox), group: "daily" },
  prime: { load: () => import("./prime.ts").then((m) => m.Prime), group: "daily" },
  "inbox read": { load: () => import("./inbox/read.ts").then((m) => m.InboxRead), group: "daily" },
  status: { load: () => import("./status.ts").then((m) => m.Status), group: "daily" },
  whoami: { load: () => import("./whoami.ts").then((m) => m.Whoami), group: "administration" },
  create: { load: () => import("./create.ts").then((m) => m.Create), group: "daily" },
  new: { load: () => import("./create.ts").then((m) => m.Create), group: "hidden", alias: "create" },
  update: { load: () => import("./update.ts").then((m) => m.Update), group: "daily" },
  claim: { load: () => import("./claim.ts").then((m) => m.Claim), group: "daily" },
  reserve: { load: () => import("./reserve.ts").then((m) => m.Reserve), group: "coordination" },
  "reserve list": { load: () => import("./reserve/list.ts").then((m) => m.ReserveList), group: "coordination" },
  "reserve check": { load: () => import("./reserve/check.ts").then((m) => m.ReserveCheck), group: "coordination" },
  "reserve renew": { load: () => import("./reserve/renew.ts").then((m) => m.ReserveRenew), group: "coordination" },
  "reserve release": { load: () => import("./reserve/release.ts").then((m) => m.ReserveRelease), group: "coordination" },
  release: { load: () => import("./release.ts").then((m) => m.Release), group: "daily" },
  close: { load: () => import("./close.ts").then((m) => m.Close), group: "daily" },
  reopen: { load: () => import("./reopen.ts").then((m) => m.Reopen), group: "daily" },
  "hook guard": { load: () => import("./hook/guard.ts").then((m) => m.HookGuard), group: "hidden" },
  "hook trailer": { load: () => import("./hook/trailer.ts").then((m) => m.HookTrailer), group: "hidden" },
} satisfies Table;
