import { readFileSync } from "node:fs";
import type { PlainRoute } from "../plain-route.ts";
import { buildOpenApi, type OpenApiInfo } from "./build-open-api.ts";
import { docsPage } from "./docs-page.ts";

/** `GET /api/openapi.json`, and the same for people at `GET /api/docs`: a page without scripts, with one linked stylesheet. */
export function openApiRoutes(image: Uint8Array, info: OpenApiInfo): readonly PlainRoute[] {
  const document = buildOpenApi(image, info);
  const json = JSON.stringify(document);
  const page = docsPage(document);
  const stylesheet = readFileSync(new URL("docs.css", import.meta.url), "utf8");
  return [
    fixed("/api/openapi.json", "application/json", json),
    fixed("/api/docs", "text/html; charset=utf-8", page),
    fixed("/api/docs.css", "text/css; charset=utf-8", stylesheet),
  ];
}

function fixed(template: string, contentType: string, text: string): PlainRoute {
  return { method: "GET", template, handle: () => Promise.resolve({ text, contentType }) };
}
