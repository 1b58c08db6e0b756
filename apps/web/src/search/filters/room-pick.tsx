import { foldText } from "@hubbub/text";
import { useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useWatch } from "../../client/use-watch.ts";
import { RoomMark } from "../../rooms/room-mark.tsx";
import { roomTitle } from "../../rooms/room-title.ts";
import { RoomTitle } from "../../rooms/room-title-text.tsx";
import { later } from "../../strings/later.ts";
import { toRoomFilter } from "../query/to-room-filter.ts";
import { PickList } from "./pick-list.tsx";

const most = 50;

/** In which of one's rooms and conversations. */
export function RoomPick({ onPick }: { onPick: (name: string) => void }) {
  const me = useMe();
  const { myRooms, people } = useClient();
  const { rooms } = useWatch(myRooms.state);
  const [text, setText] = useState("");
  const wanted = foldText(text.replace(/^[#@]/, ""));
  const titleOf = (room: Parameters<typeof roomTitle>[0]) =>
    `${roomTitle(room, me.id)} ${roomTitle(room, me.id, (userId, said) => people.nameOf(userId, said))}`;
  const picks = rooms
    .filter((room) => foldText(titleOf(room)).includes(wanted))
    .slice(0, most)
    .map((room) => ({
      key: room.id,
      value: toRoomFilter(room, me.id),
      says: (
        <>
          <RoomMark room={room} />
          <span className="min-w-0 flex-1 truncate">
            <RoomTitle room={room} />
          </span>
        </>
      ),
    }));
  return (
    <PickList
      label={later.search.where}
      listLabel={later.search.rooms}
      text={text}
      picks={picks}
      note={picks.length === 0 ? later.search.noRoom : ""}
      onText={setText}
      onPick={onPick}
    />
  );
}
