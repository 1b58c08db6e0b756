import { floodRequests } from "../attacker/flood-requests.ts";
import { requestBytes, type RequestParts } from "../attacker/http-bytes.ts";
import type { Attack } from "./attack.ts";
import { unknownKeys } from "./large-texts.ts";
import { limitedBy, type Share } from "./share.ts";

const connections = 32;
/** Below what a body may have: 8 KiB for accounts, 64 KiB else. */
const allowedAccountBytes = 8_100;
const allowedBytes = 65_000;
const largeBytes = 250_000;

/** What REST is sent by somebody without an account. */
export const withoutToken: readonly Attack[] = [
  ...bodies("refresh", "/api/v1/users/refresh", allowedAccountBytes, [limitedBy(["400"], ["refreshes"])]),
  ...bodies("rooms", "/api/v1/rooms", allowedBytes),
  flood("cookies", "asks GET /users/me with 6 KB of cookies", {
    method: "GET",
    path: "/api/v1/users/me",
    headers: { Cookie: Array.from({ length: 60 }, (_, index) => `c${index}=${"x".repeat(96)}`).join("; ") },
  }),
  flood("no-token", "asks GET /users/me without a token", { method: "GET", path: "/api/v1/users/me" }),
  flood("forged-bearers", "asks GET /users/me with a token that is none", {
    method: "GET",
    path: "/api/v1/users/me",
    token: `${"e".repeat(40)}.${"e".repeat(200)}.${"e".repeat(86)}`,
  }),
  flood("openapi", "fetches the API's description", { method: "GET", path: "/api/openapi.json" }),
  {
    name: "refreshes",
    title: "renews a session with a token that is none",
    shares: [limitedBy(["401"], ["refreshes"])],
    run: (target) =>
      floodRequests(target, {
        connections,
        next: (connection, count) =>
          requestBytes(target, {
            method: "POST",
            path: "/api/v1/users/refresh",
            body: JSON.stringify({ refresh_token: `${connection}-${count}-${"x".repeat(40)}` }),
          }),
      }),
  },
];

function bodies(name: string, path: string, allowed: number, shares: readonly Share[] = []): Attack[] {
  const post = (body: string): RequestParts => ({ method: "POST", path, body });
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1_000)} KB`;
  return [
    flood(
      `${name}-large-brackets`,
      `posts ${kilobytes(largeBytes)} of [ to ${path} without a token`,
      post("[".repeat(largeBytes)),
      shares,
    ),
    flood(
      `${name}-brackets`,
      `posts ${kilobytes(allowed)} of [ to ${path} without a token`,
      post("[".repeat(allowed)),
      shares,
    ),
    flood(
      `${name}-large-keys`,
      `posts ${kilobytes(largeBytes)} of unknown keys to ${path} without a token`,
      post(unknownKeys(largeBytes)),
      shares,
    ),
    flood(
      `${name}-keys`,
      `posts ${kilobytes(allowed)} of unknown keys to ${path} without a token`,
      post(unknownKeys(allowed)),
      shares,
    ),
  ];
}

function flood(name: string, title: string, parts: RequestParts, shares: readonly Share[] = []): Attack {
  return {
    name,
    title,
    shares,
    run(target) {
      const bytes = requestBytes(target, parts);
      floodRequests(target, { connections, next: () => bytes });
    },
  };
}
