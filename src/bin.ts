import { reportFailure } from "./cli/failure.ts";
import { endOnInterrupt, realHost } from "./cli/real-host.ts";
import { main } from "./main.ts";

const argv = process.argv.slice(2);
const host = realHost();
endOnInterrupt();
process.on("uncaughtException", (error) => {
  process.exit(reportFailure(error, host, { json: argv.includes("--json"), quiet: false }));
});
main(argv, host).then((status) => process.exit(status));
