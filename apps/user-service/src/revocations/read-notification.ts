import type { Revocations } from "./revocations.ts";

/** What the database says of one row (db/migrations/0005); undefined for what a later release may say besides. */
export function readNotification(payload: string): Revocations | undefined {
  const { session, admin, at } = parse(payload);
  const time = typeof at === "number" ? new Date(at) : undefined;
  if (typeof session === "string" && time !== undefined) return { sessions: [{ id: session, at: time }], admins: [] };
  if (typeof admin === "number") return { sessions: [], admins: [{ userId: admin, at: time }] };
  return undefined;
}

function parse(payload: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
