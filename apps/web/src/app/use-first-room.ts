import { useEffect, useRef } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { useWatch } from "../client/use-watch.ts";
import { navigate } from "../navigation/navigate.ts";
import { isGeneral } from "../rooms/is-general.ts";
import { lastRoom } from "../storage/last-room.ts";

/** Who is new lands in `general`, where a list with that one room would be all they see (`isList`, on a phone). */
export function useFirstRoom(isList: boolean): void {
  const { myRooms } = useClient();
  const me = useMe();
  const { extent, rooms } = useWatch(myRooms.state);
  // Once: the way back leads to the list.
  const isDone = useRef(false);
  const [only] = rooms;
  const general =
    extent === "whole" && rooms.length === 1 && only !== undefined && isGeneral(only) ? only.id : undefined;
  useEffect(() => {
    if (!isList || isDone.current || general === undefined || lastRoom.read(me.id) !== undefined) return;
    isDone.current = true;
    navigate({ page: "room", roomId: general });
  }, [isList, general, me.id]);
}
