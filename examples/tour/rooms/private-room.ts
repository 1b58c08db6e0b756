import type { Person } from "../person.ts";
import { refuses } from "../refuses.ts";
import { say } from "../say.ts";
import { suffix } from "../setting.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function privateRoom(ada: Person, ben: Person): Promise<void> {
  stopAt("A private room");
  const { id } = await ada.client.myRooms.create({ name: `secret ${suffix}`, type: "private", topic: "" });
  await refuses("room_not_found", ben.client.rooms.get(id));
  say("ada makes a private room; to ben it does not exist");
  await ada.client.rooms.addMember(id, { username: ben.name });
  await until("ben's list shows it", ben.client.myRooms.state, ({ rooms }) => rooms.some((room) => room.id === id));
  say("she adds him by name, and it shows up in his list");
  await ada.client.rooms.removeMember(id, ben.id);
  await until(
    "ben's list is without it",
    ben.client.myRooms.state,
    ({ rooms }) => !rooms.some((room) => room.id === id),
  );
  say("she takes him out, and it is gone");
}
