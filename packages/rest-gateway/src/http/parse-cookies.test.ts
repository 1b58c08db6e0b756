import { expect, test } from "vitest";
import { parseCookies } from "./parse-cookies.ts";

test("cookies are read by name; the first of two counts, quotes and spaces do not", () => {
  expect(Object.fromEntries(parseCookies(' a=1;b="two" ; c=x=y; a=9; lonely; =z'))).toEqual({
    a: "1",
    b: "two",
    c: "x=y",
  });
});

test("no header, no cookies", () => {
  expect(parseCookies("").size).toBe(0);
});
