import { defineConfig } from "vitest/config";

// Real servers on a busy machine: CI tries once more, and its report names each test that needed it.
// oxlint-disable-next-line node/no-process-env -- the configuration of a tool, not of a service
const retry = process.env["CI"] === undefined ? 0 : 1;
const roots = ["grafana", "apps/*/src", "packages/*/src", "tests/*", "scripts"];

export default defineConfig({
  test: {
    // A uWebSockets.js app left open aborts worker threads.
    pool: "forks",
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
          retry,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["tests/{e2e,chaos,bench,attack}/**/*.e2e.test.ts"],
          fileParallelism: false,
          globalSetup: ["tests/e2e/support/shared-system.ts"],
          retry,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
