import type { IncomingMessage, ServerResponse } from "node:http";

/** Lets a page of a listed origin read what this proxy refuses by itself; a service's answer says its own. */
export function allowOrigin(listed: readonly string[], { headers }: IncomingMessage, response: ServerResponse): void {
  const { origin = "" } = headers;
  if (origin === "" || !(listed.includes("*") || listed.includes(origin))) return;
  response.setHeader("Access-Control-Allow-Origin", origin).setHeader("Vary", "Origin");
}
