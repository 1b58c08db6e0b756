import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { messageAt } from "../seeing.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

export async function pins(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Pins");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  const { seq } = await ada.client.send(roomId, "We meet on Tuesdays at ten");
  await there.pin(seq);
  const message = await until("ada sees it pinned", here.state, (room) => {
    const shown = messageAt(room, seq);
    return room.pinned?.includes(seq) === true && shown?.pinned === true ? shown : undefined;
  });
  assert.equal(message.pinned_by, ben.id);
  say("ben pins what ada wrote: anybody in the room may, and she sees that it was him");
  assert.deepEqual(await ada.client.messages.pin(roomId, seq), message);
  assert.deepEqual(await here.pins(), [message]);
  say("she pins it over REST, which changes nothing, and reads what is pinned");
  await ada.client.messages.unpin(roomId, seq);
  await until("ben sees it pinned no more", there.state, ({ pinned }) => pinned?.length === 0);
  assert.deepEqual((await ben.client.messages.pins(roomId)).messages, []);
  say("she takes the pin away, and he sees that it is gone");
}
