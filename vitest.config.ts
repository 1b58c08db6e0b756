import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const roots = ["grafana", "prometheus", "apps/*/src", "packages/*/src", "tests/*", "scripts"];

// Of all projects together. Vitest's own is one less than there are processors, which of two leaves one. No more than the one
// system of the e2e tests can serve.
const maxWorkers = Math.min(availableParallelism(), 8);

export default defineConfig({
  test: {
    // A uWebSockets.js app left open aborts worker threads.
    pool: "forks",
    // A test that fails now and then waits for too little.
    retry: 0,
    // Vitest's own 5 s, and 1 s for a poll, are too little for real processes on a busy machine.
    testTimeout: 30_000,
    expect: { poll: { timeout: 15_000, interval: 20 } },
    maxWorkers,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: roots.map((root) => `${root}/**/*.test.ts`),
          exclude: ["**/node_modules/**", "**/*.stack.test.ts", "**/*.e2e.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "stack",
          include: roots.map((root) => `${root}/**/*.stack.test.ts`),
          globalSetup: ["packages/stack/src/testing/global-setup.ts"],
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.e2e.test.ts"],
          globalSetup: ["tests/e2e/support/shared-system.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          // They measure, so they come last, one at a time and beside nothing else.
          name: "load",
          include: ["tests/{chaos,bench,attack}/**/*.e2e.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
