import { expect, test } from "vitest";
import type { RequestHead } from "./request-head.ts";
import { restCallContext } from "./rest-call-context.ts";

const cookiesOf = (cookie: string) => restCallContext({ authorization: "", cookie } as RequestHead, []).cookies;

test("cookies are read by name; the first of two counts, quotes and spaces do not", () => {
  const cookies = cookiesOf(' a=1;b="two" ; c=x=y; a=9; lonely; =z');
  expect(["a", "b", "c", "lonely"].map((name) => cookies.get(name))).toEqual(["1", "two", "x=y", undefined]);
});

test("no header, no cookies", () => {
  expect(cookiesOf("").size).toBe(0);
});
