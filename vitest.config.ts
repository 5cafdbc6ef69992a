import { defineConfig } from "vitest/config";
import { memoryFolder } from "./test/support/memory-folder.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: memoryFolder(),
    // All cores: by itself it leaves one to itself, which of two is half.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
