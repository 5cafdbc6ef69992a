import { defineConfig } from "vitest/config";
import { memoryFolder } from "./test/support/memory-folder.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: memoryFolder(),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
