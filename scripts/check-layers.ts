/** A step of `make check`: every import of ours against the one list of layers. */
import { globSync, readFileSync } from "node:fs";
import { findBreaches } from "./layers/find-breaches.ts";

const root = new URL("..", import.meta.url).pathname;
const files = globSync(
  ["{apps,packages}/*/src/**/*.{ts,tsx}", "{examples,grafana,loadtest,prometheus,scripts,tests}/**/*.ts"],
  {
    cwd: root,
    exclude: ["**/node_modules/**", "**/gen/**"],
  },
);
const breaches = files.flatMap((file) => findBreaches(root, file, readFileSync(`${root}${file}`, "utf8")));
for (const { file, line, says } of breaches) console.error(`${file}:${line}  ${says}`);
if (breaches.length > 0) process.exitCode = 1;
console.log(`layers: ${files.length} files, ${breaches.length} breaches`);
