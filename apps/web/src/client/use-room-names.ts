import type { Person, Room } from "@hubbub/ws-protocol";
import { useEffect, useState } from "react";
import { useClient } from "./use-client.ts";

/** More members than one page are found by a search. */
const pageSize = 100;

/** The people of a room, those who are here first; its members are read once somebody is about to be mentioned. */
export function useRoomNames(room: Room | undefined, present: readonly Person[], isWanted: boolean) {
  const { rooms } = useClient();
  const [members, setMembers] = useState<readonly Person[]>();
  const roomId = room?.id;
  const isAsked = isWanted && members === undefined;
  useEffect(() => {
    if (!isAsked || roomId === undefined) return;
    let isCurrent = true;
    rooms.members(roomId, { size: pageSize }).then(
      (page) => isCurrent && setMembers(page.members),
      () => isCurrent && setMembers([]),
    );
    return () => {
      isCurrent = false;
    };
  }, [rooms, roomId, isAsked]);
  const people = new Map([...present, ...(members ?? [])].map((person) => [person.user_id, person]));
  return {
    people: [...people.values()],
    isLoading: isWanted && members === undefined,
    isComplete: (room?.member_count ?? 0) <= pageSize,
  };
}
