import assert from "node:assert/strict";
import { callsOne } from "@hubbub/client";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function mentions(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Mentions");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  there.markRead();
  await isCalled(ben, roomId, 0);
  const byName = await ada.client.send(roomId, `Have you seen this, @${ben.name}?`);
  const message = await ben.client.messages.get(roomId, byName.seq);
  const who = ({ id, name }: Person) => ({ userId: id, username: name, isBlocked: () => false });
  assert.deepEqual([callsOne(message, who(ben)), callsOne(message, who(ada))], [true, false]);
  await isCalled(ben, roomId, 1);
  say("ada calls ben by his name: his list of rooms says that one message is meant for him");

  const toAll = await ada.client.send(roomId, "@room: tea at four");
  const toThosePresent = await ada.client.send(roomId, "@here: tea is ready");
  assert.deepEqual((await ben.client.messages.get(roomId, toAll.seq)).mentions, { user_ids: [], room: "room" });
  assert.deepEqual((await ben.client.messages.get(roomId, toThosePresent.seq)).mentions, {
    user_ids: [],
    room: "here",
  });
  await isCalled(ben, roomId, 3);
  say("she calls all of the room, and all who are there: in a small room everybody may");

  await here.edit(byName.seq, "Has anybody seen this?");
  await isCalled(ben, roomId, 2);
  await here.delete(toAll.seq);
  await isCalled(ben, roomId, 1);
  say("she takes a name out of what she wrote, and another message back: they call him no more");
  there.markRead();
  await isCalled(ben, roomId, 0);
}

async function isCalled({ client }: Person, roomId: number, times: number): Promise<void> {
  await until(`${times} unread messages call ben`, client.myRooms.state, ({ rooms }) =>
    rooms.some(({ id, mention_count }) => id === roomId && mention_count === times),
  );
}
