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
    default:
      return "unknown_version";
  }
}
