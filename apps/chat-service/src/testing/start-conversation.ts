import type { TestUser } from "./fake-user-service.ts";
import { newRoom } from "./new-room.ts";
import type { ChatInstance } from "./start-chat-stack.ts";

/** Two people, each on an instance, both in a new public room; the first of them owns it. */
export async function startConversation(here: ChatInstance, owner: TestUser, there: ChatInstance, guest: TestUser) {
  const roomId = await newRoom(here, owner);
  const [adas, bobs] = await Promise.all([here.connect(owner), there.connect(guest)]);
  await adas.ask({ type: "join_room", room_id: roomId }, "room_joined");
  const joined = await bobs.ask({ type: "join_room", room_id: roomId }, "room_joined");
  return { roomId, adas, bobs, joined };
}
