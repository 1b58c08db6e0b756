import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { open, sees } from "../seeing.ts";
import { suffix } from "../setting.ts";
import { stopAt } from "../stop-at.ts";

export async function publicRoom(ada: Person, ben: Person): Promise<number> {
  stopAt("Rooms");
  const { id, name } = await ada.client.myRooms.create({ name: `tour ${suffix}`, type: "public", topic: "A tour" });
  say(`ada makes the public room "${name}"`);
  const { rooms } = await ben.client.rooms.list(name);
  assert.deepEqual(
    rooms.map((room) => room.id),
    [id],
  );
  const [here, there] = [ada.client.room(id), ben.client.room(id)];
  await open(here);
  await open(there);
  say("ben finds it by name and joins: everybody may");
  here.send("Hello Ben");
  await sees(there, "Hello Ben");
  there.send("Hello Ada");
  await sees(here, "Hello Ada");
  say("they write each other, and each sees the other's words at once");
  return id;
}
