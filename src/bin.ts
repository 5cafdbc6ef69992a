import { realHost } from "./cli/real-host.ts";
import { main } from "./main.ts";

const host = realHost();
main(process.argv.slice(2), host).then((status) => process.exit(status));
