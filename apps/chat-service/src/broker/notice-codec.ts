import type { BrokerNotice } from "./broker.ts";

export function encodeNotice(notice: BrokerNotice): Buffer {
  return Buffer.from(JSON.stringify(notice));
}

/** A notice of a type that this version does not know is `unknown_version`. Never throws. */
export function decodeNotice(message: Buffer): BrokerNotice | "unknown_version" | "malformed" {
  let value: unknown;
  try {
    value = JSON.parse(message.toString());
  } catch {
    return "malformed";
  }
  if (typeof value !== "object" || value === null || !("type" in value)) return "malformed";
  switch (value.type) {
    case "session_ended":
      if (!("sessionId" in value) || typeof value.sessionId !== "string") return "malformed";
      return { type: "session_ended", sessionId: value.sessionId };
    case "user_disabled":
      if (!("userId" in value) || !Number.isSafeInteger(value.userId)) return "malformed";
      return { type: "user_disabled", userId: Number(value.userId) };
    case "people_presence":
      if (!("placeId" in value) || !Number.isSafeInteger(value.placeId)) return "malformed";
      if (!("payload" in value) || typeof value.payload !== "string") return "malformed";
      return { type: "people_presence", placeId: Number(value.placeId), payload: value.payload };
    case "block_changed":
      return "userIds" in value && isPair(value.userIds)
        ? { type: "block_changed", userIds: value.userIds }
        : "malformed";
    default:
      return "unknown_version";
  }
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);
}
