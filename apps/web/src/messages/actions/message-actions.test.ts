import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { messageActions, reactKey } from "./message-actions.ts";

test("docs/page.md says the key of each action, and no other", () => {
  const page = readFileSync(new URL("../../../../../docs/page.md", import.meta.url), "utf8");
  const said = [...page.matchAll(/^\| on a message \| `([^`]+)` \|/gm)].map(([, key]) => key?.toLowerCase());
  expect(said).toEqual([reactKey, ...messageActions.flat().map(({ key }) => key)]);
});
