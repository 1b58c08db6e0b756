import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { contents, messageAt, sees } from "../seeing.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function threads(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Threads");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  const { seq } = await ada.client.send(roomId, "Shall we restart at ten?");
  await sees(there, "Shall we restart at ten?");
  await ada.client.threads.load();
  const [adas, bens] = [await here.thread(seq), await there.thread(seq)];
  bens.open();
  await sees(bens, "Shall we restart at ten?");
  bens.send("Ten is good");
  await until("ada's room shows that there is a reply", here.state, (room) => {
    return messageAt(room, seq)?.thread?.reply_count === 1;
  });
  assert.ok(!contents(here.state.snapshot()).includes("Ten is good"));
  say("ben replies in a thread: in the room ada's message says that it has a reply, and by whom");
  await until("ada's threads have something new", ada.client.threads.state, ({ threads }) =>
    threads.some(({ root, unread_count }) => root.seq === seq && unread_count === 1),
  );
  say("she follows the thread of what she wrote: it is in her list, with one new reply");
  adas.open();
  await sees(adas, "Ten is good");
  adas.markRead();
  await until("nothing is new in ada's threads", ada.client.threads.state, ({ unreadCount }) => unreadCount === 0);
  adas.setTyping(true);
  await until("ben sees ada typing in the thread", bens.state, ({ typing }) => typing.length === 1);
  assert.deepEqual(there.state.snapshot().typing, []);
  adas.send("Decided: ten", { inRoom: true });
  await sees(bens, "Decided: ten");
  await sees(there, "Decided: ten");
  say("she reads it, and sends her reply to the room as well: there it stands too");
  await bens.follow(false);
  assert.equal(bens.state.snapshot().isFollowing, false);
  say("ben ends following it");
  adas.close();
  bens.close();
}
