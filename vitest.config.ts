import { defineConfig } from "vitest/config";

// Apart from vite.config.ts: the Remix plugin does not run inside vitest.
export default defineConfig({
  test: {
    include: ["tests/**/*.test.{ts,tsx}"],
    globalSetup: ["tests/setup/global-setup.ts"],
    setupFiles: ["tests/setup/each-file.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: more files at once only make each other late.
    maxWorkers: 2,
    pool: "forks",
  },
});
