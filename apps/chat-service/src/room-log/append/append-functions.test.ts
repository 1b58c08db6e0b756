import { functionsHash } from "@hubbub/service-runtime/postgres";
import { expect, test } from "vitest";
import { logCommands, logKinds } from "../kinds/log-kinds.ts";
import { appendFunctions } from "./append-functions.ts";
import { refusals } from "./refusals.ts";

const text = appendFunctions.texts.join("\n");

function found(pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].toSorted();
}

test("the functions change only together with their version", () => {
  const { version } = appendFunctions;
  expect(
    { version, hash: functionsHash(appendFunctions) },
    "a function changed: where a release has had this version, raise it in append-functions.ts; then set the hash here",
  ).toEqual({ version: 16, hash: "dadab64acab10f99" });
});

test("each command that is carried out by itself has the function of its name, and no function is without a command", () => {
  const changes = [...logCommands].filter(([, { of }]) => of.step === "change").map(([name]) => name);
  const signature =
    /function append_(\w+)\(item jsonb, room rooms, member room_members, rank int, stamp timestamptz\)/g;
  expect(found(signature)).toEqual(changes.toSorted());
});

test("the functions write rows of the kinds that there are", () => {
  const written = found(/log_write\(\s*[^,]+(?:\([^)]*\))*[^,]*, '(\w+)'/g);
  expect(written.filter((kind) => !Object.hasOwn(logKinds, kind))).toEqual([]);
  expect(["message", ...written].toSorted()).toEqual(Object.keys(logKinds).toSorted());
});

test("every reason to refuse is told in words, and each of those has a function that refuses so", () => {
  const literal = /log_refusal\([^']*'(\w+)'\)|(?:then|else) '(\w+)'/g;
  const named = [...text.matchAll(literal)].map(([, one, other]) => one ?? other!);
  const known = new Set(Object.keys(refusals));
  expect([...known].filter((reason) => !named.includes(reason))).toEqual([]);
  const refused = [...text.matchAll(/log_refusal\([^']*'(\w+)'\)/g)].map(([, reason]) => reason!);
  expect(refused.filter((reason) => !known.has(reason))).toEqual([]);
});
