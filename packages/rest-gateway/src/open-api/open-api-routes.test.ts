import { readDescriptorImage } from "@hubbub/grpc-api";
import { contract } from "@hubbub/grpc-api/rpcs";
import { expect, test } from "vitest";
import { testGateway } from "../testing/test-gateway.ts";
import { openApiRoutes } from "./open-api-routes.ts";

const routes = openApiRoutes(readDescriptorImage(), { ...contract, title: "<hubbub>", version: "1.2.3" });

test("the document is served as JSON", async () => {
  const { fetch } = await testGateway({}, { routes });
  const response = await fetch("/api/openapi.json");
  expect(response.headers.get("content-type")).toBe("application/json");
  expect(await response.json()).toMatchObject({ openapi: "3.1.0", info: { title: "<hubbub>", version: "1.2.3" } });
});

test("the page for people names every route and needs nothing that a strict Content-Security-Policy forbids", async () => {
  const { fetch } = await testGateway({}, { routes });
  const response = await fetch("/api/docs");
  const page = await response.text();
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page).toContain("/api/v1/rooms/{room_id}/messages");
  expect(page).toContain("&lt;hubbub&gt;");
  expect(page).not.toMatch(/<script|<style|style=|\son[a-z]+=|(?:src|href)="https?:|<hubbub>/);
});

test("every link within the page leads somewhere", async () => {
  const { fetch } = await testGateway({}, { routes });
  const page = await (await fetch("/api/docs")).text();
  const ids = new Set([...page.matchAll(/id="([^"]+)"/g)].map(([, id]) => id));
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
  expect(targets.filter((target) => !ids.has(target))).toEqual([]);
});

test("the page's stylesheet is served", async () => {
  const { fetch } = await testGateway({}, { routes });
  const response = await fetch("/api/docs.css");
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
});
