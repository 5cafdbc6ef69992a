import { Flags } from "./flags.ts";

const list = (description: string, helpValue: string) =>
  Flags.string({ multiple: true, description, helpValue, helpGroup: "FILTER" });
const text = (description: string, helpValue: string) => Flags.string({ description, helpValue, helpGroup: "FILTER" });
const time = (description: string) => text(description, "<when>");
const choice = (description: string) => Flags.boolean({ description, helpGroup: "FILTER" });

/** What `list`, `ready`, `search`, `blocked` and `claim --next` can ask for. Turned into a filter by `filterOf`. */
export const filterFlags = {
  status: Flags.string({
    char: "s",
    multiple: true,
    description: "Stored or computed status: open, ready, blocked, in_progress, deferred, proposed, closed, deleted.",
    helpValue: "<status>",
    helpGroup: "FILTER",
  }),
  type: Flags.string({ char: "t", multiple: true, description: "Issue type.", helpValue: "<type>", helpGroup: "FILTER" }),
  priority: Flags.string({
    char: "p",
    description: "Priority, or a range such as 0-1.",
    helpValue: "<0-4>",
    helpGroup: "FILTER",
  }),
  "priority-min": text("Lowest number, such as 0.", "<0-4>"),
  "priority-max": text("Highest number, such as 2.", "<0-4>"),
  label: Flags.string({
    char: "l",
    multiple: true,
    description: "All of these labels.",
    helpValue: "<label>",
    helpGroup: "FILTER",
  }),
  "label-any": list("At least one of these labels.", "<label>"),
  "label-none": Flags.string({
    multiple: true,
    aliases: ["no-label"],
    description: "None of these labels.",
    helpValue: "<label>",
    helpGroup: "FILTER",
  }),
  assignee: Flags.string({ char: "a", description: "Assigned to this name.", helpValue: "<name>", helpGroup: "FILTER" }),
  unassigned: Flags.boolean({ description: "Assigned to nobody.", exclusive: ["assignee"], helpGroup: "FILTER" }),
  holder: text("Claimed by this name.", "<name>"),
  mine: Flags.boolean({ description: "Claimed by you.", exclusive: ["holder"], helpGroup: "FILTER" }),
  text: text("These letters in title, id or body.", "<text>"),
  parent: text("Children of this issue.", "<id>"),
  "no-parent": Flags.boolean({ description: "Issues without a parent.", exclusive: ["parent"], helpGroup: "FILTER" }),
  "created-after": time("Created then or later."),
  "created-before": time("Created before."),
  "updated-after": time("Changed then or later."),
  "updated-before": time("Changed before."),
  "closed-after": time("Closed then or later."),
  "closed-before": time("Closed before."),
  "due-after": time("Due then or later."),
  "due-before": time("Due before."),
  by: text("Created by this name.", "<name>"),
  deleted: choice("Show deleted issues too; -s deleted shows those alone."),
  limit: Flags.integer({
    char: "n",
    min: 0,
    description: "At most so many; 0 is all.",
    helpValue: "<count>",
    helpGroup: "FILTER",
  }),
  all: choice("Every status, and as many as there are."),
  sort: text("priority, created, updated, due, title, id or status.", "<key>"),
  reverse: choice("The other way round."),
};
