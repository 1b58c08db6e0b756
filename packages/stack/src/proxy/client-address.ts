import type { IncomingMessage } from "node:http";

/** The client's address; a peer on this machine is believed when it says for whom it asks, as in Nginx. */
export function clientAddress(request: IncomingMessage): string {
  const peer = peerAddress(request);
  if (!isLoopback(peer)) return peer;
  const forwarded = request.headers["x-forwarded-for"];
  const said = (Array.isArray(forwarded) ? forwarded.join(",") : (forwarded ?? ""))
    .split(",")
    .map((address) => plain(address.trim()))
    .filter(Boolean);
  return said.findLast((address) => !isLoopback(address)) ?? said[0] ?? peer;
}

/** What the browser speaks: the first of what the proxies before this one say, if they are on this machine. */
export function clientScheme(request: IncomingMessage): "http" | "https" {
  if (!isLoopback(peerAddress(request))) return "http";
  const [first = ""] = String(request.headers["x-forwarded-proto"] ?? "").split(",");
  return first.trim().toLowerCase() === "https" ? "https" : "http";
}

/** Under which name the browser asked, likewise. */
export function clientHost({ socket, headers }: IncomingMessage): string {
  const [first = ""] = isLoopback(plain(socket.remoteAddress ?? ""))
    ? String(headers["x-forwarded-host"] ?? "").split(",")
    : [];
  return first.trim() || (headers.host ?? "");
}

function peerAddress(request: IncomingMessage): string {
  return plain(request.socket.remoteAddress ?? "");
}

function plain(address: string): string {
  return address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}
