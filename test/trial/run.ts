import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** `npm run trial`: the trials with their full counts. Every other run of the tests takes a tenth. */
const vitest = join(import.meta.dirname, "../../node_modules/vitest/vitest.mjs");
const env = { ...process.env, BD_TRIAL: "full" };
const ended = spawnSync(process.execPath, [vitest, "run", "test/trial", ...process.argv.slice(2)], { stdio: "inherit", env });
process.exitCode = ended.status ?? 1;
