import { clientAddress } from "./client-address.ts";
import type { IncomingMessage } from "node:http";
import type { Route } from "./route.ts";

export interface Upstreams {
  readonly chatPorts: readonly number[];
  readonly userPort: number;
}

/** The ports to try for a request, in order: a client's network stays with one chat instance while that one listens. */
export function portsFor(route: Exclude<Route, "web">, request: IncomingMessage, upstreams: Upstreams): number[] {
  if (route === "user-service") return [upstreams.userPort];
  const first = hash(network(clientAddress(request))) % upstreams.chatPorts.length;
  return [...upstreams.chatPorts.slice(first), ...upstreams.chatPorts.slice(0, first)];
}

/** The first three octets, as Nginx' ip_hash takes them. */
function network(address: string): string {
  return address.includes(":") ? address : address.split(".").slice(0, 3).join(".");
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return value;
}
