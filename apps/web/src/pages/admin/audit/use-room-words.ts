import { HubbubError, type RoomsApi } from "@hubbub/client";
import { useEffect, useState } from "react";
import { useClient } from "../../../client/use-client.ts";
import { useMe } from "../../../client/use-me.ts";
import { roomTitle } from "../../../rooms/room-title.ts";
import { roomByNumber } from "./audit-words.ts";

/**
 * What each of these rooms is called. The audit log has numbers only, and who may see a room is told its name by the service
 * whose rooms they are; asked for one after the other, each once.
 */
export function useRoomWords(roomIds: readonly number[]): ReadonlyMap<number, string> {
  const { rooms } = useClient();
  const { id: userId } = useMe();
  const [words, setWords] = useState<ReadonlyMap<number, string>>(new Map());
  const next = roomIds.find((roomId) => !words.has(roomId));
  useEffect(() => {
    if (next === undefined) return;
    let isCurrent = true;
    const find = async (): Promise<void> => {
      const found = await wordsOf(rooms, next, userId);
      if (isCurrent) setWords((known) => new Map(known).set(next, found));
    };
    void find();
    return () => {
      isCurrent = false;
    };
  }, [rooms, next, userId]);
  return words;
}

async function wordsOf(rooms: RoomsApi, roomId: number, userId: number): Promise<string> {
  try {
    return roomTitle(await rooms.get(roomId), userId);
  } catch (error) {
    const isHidden = error instanceof HubbubError && error.code === "room_not_found";
    return roomByNumber(roomId, isHidden);
  }
}
