import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { contents, open } from "../seeing.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function brokenConnection(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("A broken connection");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  await open(there);
  ben.client.connection.restart();
  const adas = Array.from({ length: 10 }, (_, n) => `ada's ${n} while ben was away`);
  const bens = Array.from({ length: 10 }, (_, n) => `ben's ${n} while he was away`);
  for (const text of bens) there.send(text);
  for (const text of adas) here.send(text);
  say("ben's connection breaks; ada writes on, and so does he");
  for (const room of [here, there]) {
    await until("all of it is there", room.state, (state) => {
      const seen = contents(state);
      return state.pending.length === 0 && [...adas, ...bens].every((text) => seen.includes(text));
    });
    const seen = contents(room.state.snapshot());
    for (const texts of [adas, bens]) {
      assert.deepEqual(
        seen.filter((text) => texts.includes(text)),
        texts,
      );
    }
  }
  assert.deepEqual(contents(here.state.snapshot()).slice(-20), contents(there.state.snapshot()).slice(-20));
  say("he comes back by himself: all twenty are there, once, in the same order for both");
}
