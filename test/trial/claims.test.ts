import { join } from "node:path";
import { expect, test } from "vitest";
import { failOnePushInTen } from "../support/hooks.ts";
import { bdJson, claimsIn, expectSound, race, seedLedger } from "../support/processes.ts";
import { scratch } from "../support/scratch.ts";
import type { ClaimReport } from "./claim-worker.ts";
import { PATIENCE, scaled } from "./scale.ts";

const WORKERS = 16;

test(
  `${scaled(10_000)} claims by ${WORKERS} workers in four clones over a remote that fails one push in ten: no issue is held twice`,
  async () => {
    const here = scratch();
    const remote = await here.remote("demo.git");
    const clones = await race(4, (index) => here.clone(remote, `c${index}/demo`));
    const claims = scaled(10_000);
    await seedLedger(here, clones[0] ?? "", claims);
    for (const clone of clones) await bdJson(here, clone, ["list", "-n", "1"]);
    failOnePushInTen(remote);
    const worker = join(import.meta.dirname, "claim-worker.ts");
    const ended = await race(WORKERS, (index) => {
      const turns = String(Math.ceil(claims / WORKERS));
      return here.run(process.execPath, [
        "--no-warnings",
        "--experimental-strip-types",
        worker,
        clones[index % 4] ?? "",
        `w${index}`,
        turns,
        String(index + 1),
      ]);
    });
    expect(ended.filter((ran) => ran.status !== 0).map((ran) => ran.stderr)).toEqual([]);
    const reports = ended.flatMap((ran) => ran.stdout.trim().split("\n")).map((line) => JSON.parse(line) as ClaimReport);
    const held = reports.filter((report) => report.outcome === "held");
    const count = (outcome: string) => reports.filter((report) => report.outcome === outcome).length;
    console.info(
      `${reports.length} claims: ${held.length} held, ${count("lost")} lost, ${count("refused")} refused, ${count("unknown")} unknown.`,
    );
    expect(new Set(held.map((report) => report.issue)).size).toBe(held.length);
    expect(reports.filter((report) => report.outcome === "lost" && report.holder === null)).toEqual([]);
    expect(held.length).toBeGreaterThan(reports.length / 2);
    const made = new Set(await claimsIn(here, remote, "beads"));
    expect(held.filter((report) => !made.has(`${report.issue}/${String(report.epoch).padStart(4, "0")}`))).toEqual([]);
    for (const directory of [remote, ...clones]) await expectSound(here, directory);
  },
  PATIENCE,
);
