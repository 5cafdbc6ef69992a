// Loaded before the program that is measured; writes the most memory that it held (KiB) when it ends.
process.on("exit", () => {
  require("node:fs").writeFileSync(process.env.BD_BENCH_PEAK, String(process.resourceUsage().maxRSS));
});
