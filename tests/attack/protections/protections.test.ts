import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attacks } from "../attacks/attacks.ts";
import { protections } from "./protections.ts";
import { takeOut } from "./take-out.ts";

const root = join(import.meta.dirname, "../../..");

test.each(protections)("$name can be taken out, against an attack that there is", ({ edits, attack }) => {
  expect(attacks.map(({ name }) => name)).toContain(attack);
  for (const edit of edits) {
    const source = readFileSync(join(root, edit.file), "utf8");
    expect(takeOut(edit, source)).not.toBe(source);
  }
});
