import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { soonerFlags } from "./compile-sooner.ts";

it("names flags that this Node knows", () => {
  const known = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
  for (const flag of soonerFlags) expect(known).toContain(`${flag.split("=")[0]} `);
});
