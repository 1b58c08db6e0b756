import { expect, test } from "vitest";
import { clearedRefreshCookie, refreshCookie } from "./refresh-cookie.ts";

test("no script, no other site and no other path gets the refresh cookie", () => {
  expect(refreshCookie("t0ken", { secure: false, maxAgeSeconds: 60 })).toBe(
    "hubbub_refresh=t0ken; Path=/api/v1/users; Max-Age=60; HttpOnly; SameSite=Strict",
  );
});

test("where browsers come over https it travels over nothing else", () => {
  expect(refreshCookie("t0ken", { secure: true, maxAgeSeconds: 60 })).toMatch(/; Secure$/);
});

test("it is taken away under the same name and path", () => {
  expect(clearedRefreshCookie({ secure: false })).toBe(
    "hubbub_refresh=; Path=/api/v1/users; Max-Age=0; HttpOnly; SameSite=Strict",
  );
});
