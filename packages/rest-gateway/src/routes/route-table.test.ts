import { describe, expect, test } from "vitest";
import type { HttpMethod } from "./http-method.ts";
import { buildRouteTable } from "./route-table.ts";

describe("a route table", () => {
  const templates = ["/users/{id}", "/users/me", "/users/{id}/dm", "/users/me/rooms", "/users", "/"];

  test.each([templates, templates.toReversed()])(
    "prefers literal segments in whatever order routes come",
    (...order) => {
      expect(matched(order, "/users/me")).toEqual({ template: "/users/me", values: [] });
      expect(matched(order, "/users/7")).toEqual({ template: "/users/{id}", values: ["7"] });
      expect(matched(order, "/users/me/rooms")).toEqual({ template: "/users/me/rooms", values: [] });
      expect(matched(order, "/users")).toEqual({ template: "/users", values: [] });
      expect(matched(order, "/")).toEqual({ template: "/", values: [] });
    },
  );

  test("goes back to a parameter when the literal leads nowhere", () => {
    expect(matched(templates, "/users/me/dm")).toEqual({ template: "/users/{id}/dm", values: ["me"] });
  });

  test.each(["/user", "/users/", "/users//dm", "/users/7/dm/x", "//users", "/users/7/", ""])(
    "has nothing at %j",
    (path) => {
      expect(matched(templates, path)).toBeUndefined();
    },
  );

  test("finds all methods of a path", () => {
    const table = buildRouteTable([route("/rooms/{id}", "GET"), route("/rooms/{room_id}", "PATCH")]);
    expect(table.match("/rooms/1")?.routes.map(({ method }) => method)).toEqual(["GET", "PATCH"]);
  });

  test("refuses two routes for one method and path", () => {
    expect(() => buildRouteTable([route("/rooms/{id}"), route("/rooms/{name}")])).toThrow("collides");
  });

  test.each(["rooms", "/rooms/{id=*}", "/rooms/**", "/rooms/{a}-{b}", "/rooms/{id}:join"])(
    "refuses the template %s",
    (template) => {
      expect(() => buildRouteTable([route(template)])).toThrow(template);
    },
  );
});

function matched(templates: readonly string[], path: string) {
  const found = buildRouteTable(templates.map((template) => route(template))).match(path);
  return found && { template: found.routes[0]?.template, values: found.values };
}

function route(template: string, method: HttpMethod = "GET") {
  return { template, method };
}
