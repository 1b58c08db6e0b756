/**
 * A tour of hubbub: two new people on two chat instances do all that one can do, through the client, and two others without it.
 *
 *     node examples/tour.ts
 *
 * HUBBUB_URL          where hubbub is (http://localhost:8080)
 * HUBBUB_ADMIN        name and password of a server admin, as `root:secret`: then there is an announcement too
 *
 * It says what it does, and stops with an exit code other than 0 at the first thing that is not as it should be.
 */
import { accounts } from "./tour/people/accounts.ts";
import { names } from "./tour/people/names.ts";
import { signOut } from "./tour/people/sign-out.ts";
import { typingAndPresence } from "./tour/people/typing-and-presence.ts";
import { Person } from "./tour/person.ts";
import { rawFrames } from "./tour/raw/raw-frames.ts";
import { RawPerson } from "./tour/raw/raw-person.ts";
import { announcement } from "./tour/rooms/announcement.ts";
import { byRoomName } from "./tour/rooms/by-room-name.ts";
import { directMessages } from "./tour/rooms/direct-messages.ts";
import { privateRoom } from "./tour/rooms/private-room.ts";
import { publicRoom } from "./tour/rooms/public-room.ts";
import { url } from "./tour/setting.ts";
import { brokenConnection } from "./tour/talk/broken-connection.ts";
import { changes } from "./tour/talk/changes.ts";
import { files } from "./tour/talk/files.ts";
import { history } from "./tour/talk/history.ts";
import { mentions } from "./tour/talk/mentions.ts";
import { pins } from "./tour/talk/pins.ts";
import { quotes } from "./tour/talk/quotes.ts";
import { search } from "./tour/talk/search.ts";
import { threads } from "./tour/talk/threads.ts";
import { unreadAndReceipts } from "./tour/talk/unread-and-receipts.ts";

const [ada, ben, admin] = [new Person(url, 1), new Person(url, 2), new Person(url, 3)];
const [cy, dee] = [new RawPerson(url), new RawPerson(url)];

try {
  await tour();
} catch (error) {
  console.error("\nThis is not as it should be:", error);
  process.exitCode = 1;
}
for (const { client } of [ada, ben, admin]) client.close();
for (const person of [cy, dee]) person.close();

async function tour(): Promise<void> {
  await accounts(ada, ben);
  const roomId = await publicRoom(ada, ben);
  await typingAndPresence(ada, ben, roomId);
  await names(ada, ben);
  await changes(ada, ben, roomId);
  await quotes(ada, ben, roomId);
  await pins(ada, ben, roomId);
  await files(ada, ben, roomId);
  await threads(ada, ben, roomId);
  await mentions(ada, ben, roomId);
  await unreadAndReceipts(ada, ben, roomId);
  await privateRoom(ada, ben);
  await directMessages(ada, ben);
  await byRoomName(ada, ben);
  await announcement(ada, ben, admin);
  await history(ada, roomId);
  await search(ada, ben, roomId);
  await brokenConnection(ada, ben, roomId);
  await rawFrames(cy, dee);
  await signOut(ada);
}
