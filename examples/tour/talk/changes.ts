import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { messageAt, sees } from "../seeing.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function changes(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Changing what was said");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  const { seq } = await ada.client.send(roomId, "I like gardning");
  await here.edit(seq, "I like gardening");
  await sees(there, "I like gardening");
  say("ada mends a word, and ben sees it mended");
  const { edits } = await ben.client.messages.edits(roomId, seq);
  assert.deepEqual(
    edits.map(({ content }) => content),
    ["I like gardning", "I like gardening"],
  );
  say("he may look up what she wrote first");
  await there.react(seq, "🌱", true);
  await until("ada sees the reaction", here.state, (room) =>
    messageAt(room, seq)?.reactions.some(({ emoji, user_ids }) => emoji === "🌱" && user_ids.includes(ben.id)),
  );
  const { reactions } = await ben.client.messages.addReaction(roomId, seq, "👩‍🌾");
  assert.deepEqual(
    reactions.map(({ emoji }) => emoji),
    ["🌱", "👩‍🌾"],
  );
  await ben.client.messages.removeReaction(roomId, seq, "👩‍🌾");
  await until("ada sees the one reaction left", here.state, (room) => messageAt(room, seq)?.reactions.length === 1);
  say("ben reacts with 🌱, and over REST with another one, which he takes back");
  await here.delete(seq);
  await until("ben sees it deleted", there.state, (room) => messageAt(room, seq)?.deleted_at !== undefined);
  assert.deepEqual((await ada.client.messages.edits(roomId, seq)).edits, []);
  say("ada takes it back: its place stays, its words are gone, the earlier ones too");
}
