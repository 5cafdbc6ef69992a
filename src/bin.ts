import { endOnInterrupt, realHost } from "./cli/real-host.ts";
import { main } from "./main.ts";

endOnInterrupt();
main(process.argv.slice(2), realHost()).then((status) => process.exit(status));
