import type { Person } from "../person.ts";
import { refuses } from "../refuses.ts";
import { say } from "../say.ts";
import { sees } from "../seeing.ts";
import { suffix } from "../setting.ts";
import { stopAt } from "../stop-at.ts";

export async function byRoomName(ada: Person, ben: Person): Promise<void> {
  stopAt("By the name of a room");
  const { roomId } = await ben.client.sendGroup(`TOUR ${suffix}`, "To whom it may concern");
  await sees(ada.client.room(roomId), "To whom it may concern");
  say("ben writes to the room by its name, as programs do");
  await refuses("room_not_found", ben.client.sendGroup(`no such room ${suffix}`, "Hello?"));
}
