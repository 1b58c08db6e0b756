import type { Person } from "@hubbub/ws-protocol";
import { Type, type Static } from "typebox";
import { Compile } from "typebox/compile";

const Whole = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const People = Type.Array(Type.Object({ user_id: Whole, username: Type.String() }));

const Message = Type.Object({
  /** The boot id of the instance that found out first and told its own readers already. */
  from: Type.String(),
  /** Redis' clock in µs when it changed: a later one is newer, whoever says so. */
  at: Whole,
  joined: People,
  left: People,
  user_count: Whole,
  /** Users whose presence ended on every instance at once. */
  evicted: Type.Array(Whole),
});

/** The payload of a `presence` signal. */
export type PresenceMessage = Static<typeof Message> & { joined: Person[]; left: Person[] };

const validator = Compile(Message);

export function encodePresenceMessage(message: PresenceMessage): string {
  return JSON.stringify(message);
}

/** Undefined where it is none that this version knows. Never throws. */
export function decodePresenceMessage(payload: string): PresenceMessage | undefined {
  try {
    const value: unknown = JSON.parse(payload);
    return validator.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
