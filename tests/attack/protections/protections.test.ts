import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attacks } from "../attacks/attacks.ts";
import { protections } from "./protections.ts";
import { takeOut } from "./take-out.ts";

const root = join(import.meta.dirname, "../../..");

test.each(protections)("$name stands where it can be taken out", (protection) => {
  const source = readFileSync(join(root, protection.file), "utf8");
  expect(takeOut(protection, source)).not.toBe(source);
  expect(attacks.map(({ name }) => name)).toContain(protection.attack);
});
