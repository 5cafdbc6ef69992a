import { expect, test } from "vitest";
import { list, outline } from "../../src/services/list.ts";
import { START } from "../support/fake-host.ts";
import { uiIn } from "../support/headless-ui.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const FILTERS = [
  {},
  { statuses: ["ready"] },
  { statuses: ["in_progress"] },
  { text: "parser" },
  { labels_all: ["core"] },
] as const;

test("an outline has the issues of the list in its order, and says the same of each", async () => {
  const here = scratch();
  const { directory, bd } = await trackedRepository(here);
  await bd(["create", "The parser", "--id", "vc-epi001", "-t", "epic"]);
  await bd(["create", "A stack", "--id", "vc-one002", "--parent", "vc-epi001", "-p", "1", "-l", "core", "-l", "parser"]);
  await bd(["create", "Callers", "--id", "vc-two003", "--needs", "vc-one002", "-a", "@person"]);
  await bd(["create", "Later", "--id", "vc-lat004", "--defer", "+9d"]);
  await bd(["create", "Done", "--id", "vc-don005", "--parent", "vc-epi001"]);
  await bd(["close", "vc-don005", "-r", "done"]);
  await bd(["claim", "vc-one002"], { env: { BD_ACTOR: "carol", BD_SESSION: "c" } });
  await bd(["reply", "vc-one002", "-m", "A word"]);
  const { workspace } = await uiIn(here, directory, { now: START + 3_600_000 });
  for (const filter of FILTERS) {
    for (const all of [false, true]) {
      const { items } = await list(workspace, { filter, all, limit: null, count_rest: false });
      const expected = items.map(({ issue, computed, holder, children, messages, updated }) => ({
        ...{ id: issue.id, title: issue.title, type: issue.type, priority: issue.priority, parent: issue.parent },
        ...{ assignee: issue.assignee, origin_project: issue.origin?.project ?? null, labels: issue.labels.toSorted() },
        ...{ computed, holder, children, messages, updated },
      }));
      expect(await outline(workspace, { filter, all })).toEqual(expected);
    }
  }
});
