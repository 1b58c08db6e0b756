import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { messageAt } from "../seeing.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function quotes(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Answers that quote");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  const { seq } = await ada.client.send(roomId, "The door code is 4711");
  there.send("Thank you", { replyTo: seq });
  const answer = await until("ada sees the answer", here.state, ({ items }) =>
    items.flatMap((item) => (item.kind === "message" ? [item.message] : [])).find(({ reply_to }) => reply_to === seq),
  );
  assert.deepEqual([answer.content, answer.quote?.username], ["Thank you", ada.name]);
  assert.equal(answer.quote?.content, "The door code is 4711");
  say("ben answers what she wrote: beside his words stands the beginning of hers");
  await here.edit(seq, "The door is open");
  await until(
    "ben's quote is what she writes now",
    there.state,
    (room) => messageAt(room, answer.seq)?.quote?.content === "The door is open",
  );
  say("she writes it otherwise, and so says the quote");
  await here.delete(seq);
  await until("the quote is empty", there.state, (room) => messageAt(room, answer.seq)?.quote?.deleted);
  const { quote } = await ben.client.messages.get(roomId, answer.seq);
  assert.deepEqual([quote?.content, quote?.deleted], ["", true]);
  say("she takes it back: the answer says that what it quotes is deleted, and has nothing of it");
}
