import assert from "node:assert/strict";
import { messageState, type RoomSnapshot, toRoomTitle } from "@hubbub/client";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { open } from "../seeing.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function directMessages(ada: Person, ben: Person): Promise<void> {
  stopAt("Direct messages");
  const { roomId, seq } = await ada.client.sendDirect(ben.name, "Between you and me");
  const atBens = await until("ben has a direct message", ben.client.myRooms.state, ({ rooms }) =>
    rooms.find(({ id, unread_count }) => id === roomId && unread_count === 1),
  );
  assert.equal(toRoomTitle(atBens, ben.id), ada.name);
  say("ada writes to ben by name: a conversation called after her appears in his list, with one unread message");
  const here = ada.client.room(roomId);
  await open(here);
  const state = (room: RoomSnapshot) => messageState({ seq, user_id: ada.id }, room);
  await until("ada sees it delivered", here.state, (room) => state(room) === "delivered");
  say("one tick, two ticks: it has reached a device of his");
  const there = ben.client.room(roomId);
  await open(there);
  there.markRead();
  await until("ada sees it read", here.state, (room) => state(room) === "read");
  say("he opens it: she sees that it was read");
  assert.equal((await ben.client.myRooms.openDirect(ada.id)).id, roomId);
  say("whoever begins, the two have one conversation");
}
