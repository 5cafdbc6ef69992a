import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BrowserPage, needingChromium } from "../support/chromium.ts";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

const DAVE = { env: { BD_ACTOR: "dave/vc", BD_SESSION: "s1" } };
const EVE = { env: { BD_ACTOR: "eve/vc", BD_SESSION: "s2" } };
const EVIL = `</title></style></pre><script>document.title="owned"</script><img src=x onerror="document.title='owned'"> <a href="javascript:alert(1)">'"&`;

/** A project in which everybody writes what a page must not take for more than words. */
async function place() {
  const here = scratch();
  const { bd, directory } = await trackedRepository(here);
  for (const id of ["vc-000001", "vc-000002", "vc-000003", "vc-000004", "vc-000005"])
    await bd(["create", `${id} ${EVIL}`, "--id", id, "-m", EVIL, "-l", "x"], DAVE);
  await bd(["create", "Epic", "--id", "vc-00000e", "-t", "epic"], DAVE);
  for (const id of ["vc-000001", "vc-000002"]) await bd(["update", id, "--parent", "vc-00000e"], DAVE);
  await bd(["dep", "add", "vc-000002", "vc-000001"], DAVE);
  await bd(["dep", "add", "vc-000003", "vc-000002"], DAVE);
  await bd(["reply", "vc-000001", "-m", `${EVIL}\nSecond line`], DAVE);
  await bd(["claim", "vc-000004"], EVE);
  await bd(["close", "vc-000004", "--reason", EVIL], EVE);
  await bd(["claim", "vc-000001"], DAVE);
  await bd(["decide", `Decided ${EVIL}`, "-m", EVIL], DAVE);
  await bd(["ask", `Asked ${EVIL}`, "--option", `a=${EVIL}`, "--option", "b=2", "--by", "+2d", "--gates", "vc-000005"], DAVE);
  await bd(["escalate", EVIL, "--level", "2", "--category", "blocked", "--issue", "vc-000005"], DAVE);
  return { here, bd, directory, file: join(directory, "report.html") };
}

test("one page has the board, threads, decisions, charts and dependencies, and is nothing but words and pictures", async () => {
  const { bd, directory, file } = await place();
  expect(await bd(["report", "--html", "report.html"])).toMatchObject({ status: 0, stdout: `Wrote ${file}.\n` });
  const page = await readFile(file, "utf8");
  for (const id of ["needs", "board", "charts", "graph", "decisions", "threads"])
    expect(page.includes(`<section id="${id}"`), id).toBe(true);
  expect(page.match(/<script|<img|<link|<iframe|<object|<form|\son\w+="|style="|src="|url\(/gi)).toBe(null);
  const tags = [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, to = ""]) => to);
  expect(tags.length).toBeGreaterThan(6);
  for (const to of tags) expect(page.includes(`id="${to.slice(1)}"`), to).toBe(true);
  expect(page.includes(`content="default-src 'none'; style-src 'sha256-`)).toBe(true);
  expect(page.match(/Second line/g)).toHaveLength(1);
  expect((await bd(["report", "--html", directory, "--json"])).json).toEqual({ project: "vc", file });
});

test("is written over its own pages and over nothing else", async () => {
  const { bd, directory } = await place();
  await writeFile(join(directory, "mine.html"), "<!doctype html>\n<p>mine");
  const { json, status } = await bd(["report", "--html", "mine.html", "--json"]);
  expect([status, json.error.code]).toEqual([3, "NOT_WRITTEN_BY_BD"]);
  expect(await readFile(join(directory, "mine.html"), "utf8")).toBe("<!doctype html>\n<p>mine");
  expect((await bd(["report", "--html", "missing/report.html", "--json"])).json.error.code).toBe("NO_SUCH_FOLDER");
  for (const turn of [1, 2]) expect((await bd(["report", "--html", "ours.html"])).status, `${turn}`).toBe(0);
});

test("stays small enough to be opened, whatever somebody writes", async () => {
  const { bd, file } = await place();
  const long = `${"&<>\"' ".repeat(8000)}`;
  for (let turn = 0; turn < 30; turn++) await bd(["reply", "vc-000001", "-m", long], DAVE);
  await bd(["report", "--html", "report.html"]);
  const page = await readFile(file, "utf8");
  expect(page.length).toBeLessThan(1_500_000);
  expect(/<p class="quiet">\d+ earlier messages left out\.<\/p>/.test(page)).toBe(true);
});

test("of an epic shows what lies below it alone", async () => {
  const { bd, file } = await place();
  await bd(["report", "--html", "report.html", "--issue", "vc-00000e"]);
  const page = await readFile(file, "utf8");
  expect([page.includes("vc-000002"), page.includes("vc-000005")]).toEqual([true, false]);
});

test("shows in a real browser without an error, a request, a script or a barrier, in light and dark, wide and narrow", async (context) => {
  const program = needingChromium(context);
  const { bd, here, file } = await place();
  await bd(["report", "--html", "report.html"]);
  const page = await BrowserPage.open(program, here, file);
  expect(await page.evaluate("[document.title, document.scripts.length, document.images.length]")).toEqual(["vc", 0, 0]);
  const looks = [
    { width: 1400, scheme: "dark" },
    { width: 1400, scheme: "light" },
    { width: 420, scheme: "dark" },
  ] as const;
  for (const look of looks) {
    const name = `${look.scheme}-${look.width}`;
    await page.look(look);
    expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name).toBe(true);
    expect((await page.screenshot(`report-${name}.png`)).length).toBeGreaterThan(20_000);
    if (name === "light-1400") expect(await page.barriers(), name).toEqual([]);
  }
  const colour = (await page.evaluate("getComputedStyle(document.body).backgroundColor")) as string;
  expect(colour).toBe("rgb(13, 17, 23)");
  expect(await page.evaluate("getComputedStyle(document.querySelector('.bd-graph .paper')).fill")).toBe("rgb(13, 17, 23)");
  await page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })");
  expect(await page.barriers()).toEqual([]);
  await page.screenshot("report-open.png");
  expect(page.heard("Network.requestWillBeSent").map(({ request }) => (request as { url: string }).url)).toEqual([
    expect.stringMatching(/^file:.*report\.html$/),
  ]);
  expect(page.heard("Log.entryAdded")).toEqual([]);
  expect(page.heard("Runtime.exceptionThrown")).toEqual([]);
});

test("an SVG of the dependencies shows in a real browser, and its boxes hold their words", async (context) => {
  const program = needingChromium(context);
  const { bd, directory, here } = await place();
  await bd(["graph", "--output", "plan.svg"]);
  const page = await BrowserPage.open(program, here, join(directory, "plan.svg"));
  for (const scheme of ["light", "dark"] as const) {
    await page.look({ width: 1200, scheme });
    await page.screenshot(`graph-${scheme}.png`);
  }
  const spilt = `[...document.querySelectorAll("g > .box")].filter((box) =>
    [...box.parentNode.querySelectorAll("text")].some((text) => text.getBBox().x + text.getBBox().width > box.getBBox().width)).length`;
  expect(await page.evaluate("document.querySelectorAll('.box').length")).toBe(4);
  expect(await page.evaluate(spilt)).toBe(0);
  expect(await page.evaluate("document.querySelector('script')")).toBe(null);
});
