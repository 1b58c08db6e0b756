import { expect, test } from "vitest";
import { type Route, toRoute } from "./route.ts";
import { toPath } from "./to-path.ts";

test.each<[string, Route]>([
  ["/", { page: "home" }],
  ["/rooms/7", { page: "room", roomId: 7 }],
  ["/rooms/7/messages/123", { page: "room", roomId: 7, seq: 123 }],
  ["/rooms/7/people", { page: "room", roomId: 7, panel: "people" }],
  ["/rooms/7/pins", { page: "room", roomId: 7, panel: "pins" }],
  ["/rooms/7/messages/123/people", { page: "room", roomId: 7, seq: 123, panel: "people" }],
  ["/rooms/7/thread/50", { page: "room", roomId: 7, panel: "thread", about: 50 }],
  ["/rooms/7/messages/123/thread/50", { page: "room", roomId: 7, seq: 123, panel: "thread", about: 50 }],
  ["/rooms/7/search", { page: "room", roomId: 7, panel: "search", query: "" }],
  [
    "/rooms/7/search?q=two+words&sort=best",
    { page: "room", roomId: 7, panel: "search", query: "?q=two+words&sort=best" },
  ],
  ["/rooms/7/messages/123/search?q=x", { page: "room", roomId: 7, seq: 123, panel: "search", query: "?q=x" }],
  ["/threads", { page: "threads" }],
  ["/browse", { page: "browse" }],
  ["/settings/sessions", { page: "settings", section: "sessions" }],
  ["/admin/audit", { page: "admin", section: "audit" }],
])("%s is a page, and the page has that address", (path, route) => {
  const [pathname = "", search] = path.split(/(?=\?)/);
  expect(toRoute(pathname, search)).toEqual(route);
  expect(toPath(route)).toBe(path);
});

test.each<[string, Route]>([
  ["/settings", { page: "settings", section: "account" }],
  ["/settings/", { page: "settings", section: "account" }],
  ["/admin", { page: "admin", section: "people" }],
  ["/settings/nothing", { page: "unknown" }],
  ["/admin/people/7", { page: "unknown" }],
  ["/rooms/0", { page: "unknown" }],
  ["/rooms/7/people/", { page: "room", roomId: 7, panel: "people" }],
  ["/rooms/7/of-tomorrow", { page: "unknown" }],
  ["/rooms/7/thread", { page: "room", roomId: 7 }],
  ["/rooms/7/thread/0", { page: "room", roomId: 7 }],
  ["/rooms/7/search/5", { page: "room", roomId: 7, panel: "search", query: "" }],
  ["/rooms/7/people/5", { page: "room", roomId: 7, panel: "people" }],
  ["/rooms/7/tomorrow", { page: "room", roomId: 7 }],
  ["/rooms/7/tomorrow/5", { page: "room", roomId: 7 }],
  ["/rooms/7/messages/123/tomorrow/5", { page: "room", roomId: 7, seq: 123 }],
  ["/rooms/7/people/5/6", { page: "unknown" }],
  ["/rooms/7/messages/5/messages/6", { page: "unknown" }],
  ["/rooms/7/messages", { page: "unknown" }],
  ["/rooms/7/messages/0", { page: "unknown" }],
])("%s leads somewhere too", (path, route) => {
  expect(toRoute(path)).toEqual(route);
});

test("only a search has something after its path", () => {
  expect(toRoute("/rooms/7/people", "?q=x")).toEqual({ page: "room", roomId: 7, panel: "people" });
  expect(toPath({ page: "room", roomId: 7, panel: "people", query: "?q=x" })).toBe("/rooms/7/people");
  expect(toPath({ page: "room", roomId: 7, query: "?q=x" })).toBe("/rooms/7");
});
