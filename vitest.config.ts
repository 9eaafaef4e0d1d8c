import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };

/** Unit tests are pure and run far from UTC, so a forgotten time zone fails; integration tests share one PostgreSQL cluster. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts"],
          env: { TZ: "Asia/Kathmandu" },
          setupFiles: ["tests/support/no-console-errors.ts"],
          // Random inputs in their hundreds take seconds where other programs run beside.
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: ["tests/support/cluster.ts"],
          setupFiles: ["tests/support/no-console-errors.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: "100%",
        },
      },
    ],
  },
});
