import assert from "node:assert/strict";
import type { SearchPage } from "@hubbub/client";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { stopAt } from "../stop-at.ts";

export async function search(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Search");
  const written = {
    german: await ada.client.send(roomId, "Die Besprechungen sind auf der Straße: https://example.org"),
    japanese: await ada.client.send(roomId, "明日、東京で会議があります"),
    arabic: await ben.client.send(roomId, "الاجتماع غدا في المكتبة"),
  };
  const find = (q: string) => ben.client.messages.search({ q, roomId });
  const isFound = async (q: string, ...seqs: readonly number[]) => assert.deepEqual(seqsOf(await find(q)), seqs, q);
  await foundSoon(() => find("المكتبة"), written.arabic.seq);
  await isFound("besprechung strasse", written.german.seq);
  await isFound("会議", written.japanese.seq);
  say("ben finds what they wrote by words in any form, in any language, a moment after it was sent");

  await isFound(`from:${ada.name} has:link`, written.german.seq);
  await isFound("after:2100-01-01 会議");
  const [result] = (await find("東京")).results;
  const { start, end } = result!.ranges[0]!;
  assert.equal([...result!.snippet].slice(start, end).join(""), "東京");
  say("operators narrow it down, and each result says what of it was asked for");

  await ada.client.room(roomId).delete(written.japanese.seq);
  await isFound("会議");
  say("what ada deletes is found no more, from that moment");
}

/** The index is a moment behind. */
async function foundSoon(find: () => Promise<SearchPage>, seq: number): Promise<void> {
  for (const deadline = Date.now() + 10_000; !seqsOf(await find()).includes(seq);) {
    assert.ok(Date.now() < deadline, `message ${seq} was not found within ten seconds`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function seqsOf({ results }: SearchPage): readonly number[] {
  return results.map(({ message }) => message.seq);
}
