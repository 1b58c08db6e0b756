import assert from "node:assert/strict";
import { readBy } from "@hubbub/client";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { open } from "../seeing.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function unreadAndReceipts(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Unread messages, and who has read");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  there.markRead();
  await until("nothing is unread for ben", ben.client.unread, ({ rooms }) => rooms === 0);
  there.close();
  const { seq } = await ada.client.send(roomId, `Are you still there, @${ben.name}?`);
  await until("ben has one unread message", ben.client.myRooms.state, ({ rooms }) =>
    rooms.some(({ id, unread_count, mention_count }) => id === roomId && unread_count === 1 && mention_count === 1),
  );
  say("ben has left the room's page: his list of rooms shows one unread message, which mentions him");
  await open(there);
  assert.equal(there.state.snapshot().newFromSeq, seq);
  say("he opens the room: the line New stands above that message");
  there.markRead();
  await until("ada sees that ben has read", here.state, (room) =>
    readBy({ seq, user_id: ada.id }, room).includes(ben.id),
  );
  await until("ben's badge is gone", ben.client.unread, ({ rooms, alerts }) => rooms === 0 && alerts === 0);
  say("he reads it: his badge goes, and ada sees that he has read");
  await there.markUnread(seq);
  assert.equal(there.state.snapshot().lastReadSeq, seq - 1);
  await until("ben has it unread again", ben.client.myRooms.state, ({ rooms }) =>
    rooms.some(({ id, unread_count, mention_count }) => id === roomId && unread_count === 1 && mention_count === 1),
  );
  assert.ok(readBy({ seq, user_id: ada.id }, here.state.snapshot()).includes(ben.id));
  say("he marks it unread for later: his badge is back, and ada still sees that he has read");
  there.markRead();
  await until("ben's badge is gone again", ben.client.unread, ({ alerts }) => alerts === 0);
}
