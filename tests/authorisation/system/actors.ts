/** The columns of the matrix: who somebody is to the rooms and people that an operation is about. */
export const actors = [
  "anonymous",
  "stranger",
  "member",
  "muted",
  "banned",
  "blocked",
  "admin",
  "owner",
  "server admin",
  "expired token",
  "revoked session",
] as const;

export type Actor = (typeof actors)[number];

/** Those with a good token. */
export type LiveActor = Exclude<Actor, "anonymous" | "expired token" | "revoked session">;

export function isLive(actor: Actor): actor is LiveActor {
  return actor !== "anonymous" && actor !== "expired token" && actor !== "revoked session";
}
