import { useEffect, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { isMuted } from "./is-muted.ts";
import type { Standing } from "./standing.ts";

/**
 * What somebody is in a room, asked of the server when those who look after it want to do something. Undefined until it is
 * known, and where nobody wants to know; where it cannot be known, a plain member.
 */
export function useStanding(roomId: number, userId: number, isWanted: boolean): Standing | undefined {
  const { rooms, safety } = useClient();
  const [standing, setStanding] = useState<Standing>();
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    const read = async (): Promise<Standing> => {
      const [{ members }, { bans }] = await Promise.all([
        rooms.members(roomId, { userId }, { signal: stop.signal }),
        safety.bans(roomId, { userId }),
      ]);
      const [member] = members;
      return { role: member?.role, isMuted: isMuted(member?.muted_until), isBanned: bans.length > 0 };
    };
    read().then(
      (known) => !stop.signal.aborted && setStanding(known),
      () => !stop.signal.aborted && setStanding(unknown),
    );
    return () => stop.abort();
  }, [rooms, safety, roomId, userId, isWanted]);
  return isWanted ? standing : undefined;
}

const unknown: Standing = { role: "member", isMuted: false, isBanned: false };
