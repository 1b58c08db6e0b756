import assert from "node:assert/strict";
import type { Person } from "../person.ts";
import { say } from "../say.ts";
import { messageAt } from "../seeing.ts";
import { stopAt } from "../stop-at.ts";
import { until } from "../until.ts";

/** Two pixels by one. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAD0lEQVQImWM446J0xkUJAAm5AmWQRZb+AAAAAElFTkSuQmCC",
  "base64",
);

export async function files(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Files");
  let sent = 0;
  const plan = await ada.client.files.upload(roomId, new Blob(["Tuesday, at ten\n"]), {
    name: "../plan.txt",
    onProgress: (bytes) => (sent = bytes),
  });
  assert.deepEqual([plan.name, plan.content_type, plan.size, sent], ["plan.txt", "text/plain", 16, 16]);
  const cat = await ada.client.files.upload(roomId, new Blob([picture]), { name: "cat.png" });
  assert.deepEqual([cat.content_type, cat.width, cat.height], ["image/png", 2, 1]);
  say("ada uploads a text and a picture: what they are is told by what is in them");

  const { seq } = await ada.client.send(roomId, "", { attachments: [cat, plan] });
  const message = await until("ben sees them", ben.client.room(roomId).state, (room) => messageAt(room, seq));
  assert.deepEqual(
    message.attachments?.map(({ name }) => name),
    ["cat.png", "plan.txt"],
  );
  const links = await ben.client.files.links([cat.id, plan.id]);
  assert.equal(await (await fetch(links[1]!.url)).text(), "Tuesday, at ten\n");
  assert.match((await fetch(links[0]!.thumbnail_url!)).headers.get("content-type")!, /^image\//);
  say("ben sees both in one message, reads the text and gets the picture in two sizes, by links that end");

  const { files: listed } = await ben.client.files.list(roomId);
  assert.deepEqual(listed.map(({ attachment }) => attachment.id).toSorted(), [cat.id, plan.id].toSorted());
  await ada.client.room(roomId).delete(seq);
  await until("ben sees that it is gone", ben.client.room(roomId).state, (room) => messageAt(room, seq)?.deleted_at);
  assert.deepEqual(await ben.client.files.links([cat.id]), []);
  say("both stand in the room's list of files; when ada deletes the message nobody gets them any more");
}
