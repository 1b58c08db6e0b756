import type { Person, Room } from "@hubbub/ws-protocol";
import { peerOf } from "./peer-of.ts";
import { writeRule } from "./write-rule.ts";

/** What keeps one from writing in a room. */
export type WriteBar =
  | { readonly kind: "rule"; readonly rule: string }
  | { readonly kind: "muted"; readonly until: string }
  | { readonly kind: "blocked"; readonly peer: Person };

/** Undefined where one may write. `mutedUntil`: of a mute that holds now, which it does for no server admin. */
export function writeBar(
  room: Room,
  me: { readonly id: number; readonly admin: boolean },
  {
    mutedUntil,
    isBlocked,
  }: { readonly mutedUntil: string | undefined; readonly isBlocked: (userId: number) => boolean },
): WriteBar | undefined {
  const rule = writeRule(room, me.admin);
  if (rule !== undefined) return { kind: "rule", rule };
  const peer = peerOf(room, me.id);
  if (peer !== undefined && isBlocked(peer.user_id)) return { kind: "blocked", peer };
  return mutedUntil === undefined || me.admin ? undefined : { kind: "muted", until: mutedUntil };
}
