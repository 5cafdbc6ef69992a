// Loaded before the program that is measured; writes what the process used when it ends.
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 };
  require("node:fs").writeFileSync(process.env.BD_BENCH_USAGE, JSON.stringify(usage));
});
