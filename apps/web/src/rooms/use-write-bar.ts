import type { RoomSnapshot } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { useIsBlocked } from "../client/use-is-blocked.ts";
import { useMe } from "../client/use-me.ts";
import { isForGood } from "../ui/time/is-for-good.ts";
import { useIsPast } from "../ui/time/use-is-past.ts";
import { type WriteBar, writeBar } from "./write-bar.ts";

/** What keeps one from writing in a room now; a mute that is over does so no longer, by itself. */
export function useWriteBar(
  room: Room | undefined,
  { mutedUntil }: Pick<RoomSnapshot, "mutedUntil">,
): WriteBar | undefined {
  const me = useMe();
  const isBlocked = useIsBlocked();
  const isOver = useIsPast(mutedUntil === undefined || isForGood(mutedUntil) ? never : mutedUntil);
  if (room === undefined) return undefined;
  return writeBar(room, me, { mutedUntil: isOver ? undefined : mutedUntil, isBlocked });
}

const never = "9999-12-31T00:00:00.000Z";
