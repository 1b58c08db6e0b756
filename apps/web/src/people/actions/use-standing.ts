import { useEffect, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { isMuted } from "./is-muted.ts";
import type { Standing } from "./standing.ts";

/** As many as the server gives at once: who comes after them is taken for a plain member, and the server knows better. */
const pageSize = 100;

/**
 * What somebody is in a room, asked of the server when those who look after it want to do something. Undefined until it is
 * known, and where nobody wants to know; where it cannot be known, a plain member.
 */
export function useStanding(
  { id: roomId, member_count }: { readonly id: number; readonly member_count: number },
  userId: number,
  isWanted: boolean,
): Standing | undefined {
  const { rooms, safety } = useClient();
  const [standing, setStanding] = useState<Standing>();
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    const read = async (): Promise<Standing> => {
      const page = { size: pageSize };
      const [{ members }, { bans }] = await Promise.all([
        rooms.members(roomId, page, { signal: stop.signal }),
        safety.bans(roomId, page),
      ]);
      const member = members.find(({ user_id }) => user_id === userId);
      const isBanned = bans.some(({ user_id }) => user_id === userId);
      const isStranger = member === undefined && (isBanned || member_count <= pageSize);
      return {
        role: isStranger ? undefined : (member?.role ?? "member"),
        isMuted: isMuted(member?.muted_until),
        isBanned,
      };
    };
    read().then(
      (known) => !stop.signal.aborted && setStanding(known),
      () => !stop.signal.aborted && setStanding(unknown),
    );
    return () => stop.abort();
  }, [rooms, safety, roomId, userId, member_count, isWanted]);
  return isWanted ? standing : undefined;
}

const unknown: Standing = { role: "member", isMuted: false, isBanned: false };
