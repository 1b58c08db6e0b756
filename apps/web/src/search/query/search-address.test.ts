import { expect, test } from "vitest";
import { readSearch, type Search, toSearchAddress } from "./search-address.ts";

test.each<[Search, string]>([
  [{ q: "", order: "new" }, ""],
  [{ q: "", order: "best" }, "?sort=best"],
  [{ q: "budget", order: "new" }, "?q=budget"],
  [{ q: 'in:"a & b" 東京? 100%', order: "best" }, "?q=in%3A%22a+%26+b%22+%E6%9D%B1%E4%BA%AC%3F+100%25&sort=best"],
])("%j has an address that leads to it", (search, address) => {
  expect(toSearchAddress(search)).toBe(address);
  expect(readSearch(address)).toEqual(search);
});

test.each(["?sort=worst&q=x", "?q=x&q=y", "?utm=1&q=%20x%20"])("%j is a search too", (address) => {
  expect(readSearch(address)).toEqual({ q: "x", order: "new" });
});
