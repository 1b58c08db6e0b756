import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { refuses } from "../refuses.ts";
import { say } from "../say.ts";
import { stopAt } from "../stop-at.ts";

export async function history(ada: Person, roomId: number): Promise<void> {
  stopAt("History");
  const latest = await ada.client.messages.list(roomId, { limit: 2 });
  assert.equal(latest.messages.length, 2);
  assert.equal(latest.has_more, true);
  const before = await ada.client.messages.list(roomId, { beforeSeq: latest.messages[0]?.seq ?? 0, limit: 100 });
  const seqs = [...before.messages, ...latest.messages].map(({ seq }) => seq);
  assert.deepEqual(
    seqs,
    seqs.toSorted((one, other) => one - other),
  );
  const middle = seqs[Math.floor(seqs.length / 2)] ?? 0;
  const around = await ada.client.messages.around(roomId, middle, 3);
  assert.deepEqual(
    around.messages.map(({ seq }) => seq),
    seqs.slice(seqs.indexOf(middle) - 1, seqs.indexOf(middle) + 2),
  );
  assert.deepEqual([around.has_more_before, around.has_more_after], [true, true]);
  say("she opens the room in its middle: a message with one before it and one after it, and more both ways");
  const first = before.messages[0];
  assert.ok(first !== undefined);
  assert.deepEqual(await ada.client.messages.get(roomId, first.seq), first);
  assert.equal((await ada.client.messages.at(roomId, new Date(first.created_at))).seq, first.seq);
  await refuses("message_not_found", ada.client.messages.at(roomId, new Date(Date.now() + 3_600_000)));
  say("she finds a message by its place and by its time");
  say(`page by page she reads all ${seqs.length} messages, in one order that never changes`);
}
