import type { ChatRoom, Conversation, RoomSnapshot } from "@hubbub/client";
import { until } from "./until.ts";

/** Opens a room, and waits until it is there. */
export async function open(room: ChatRoom): Promise<void> {
  room.open();
  await until("the room was joined", room.state, ({ status }) => status === "joined");
}

/** Waits until a room or a thread shows a message. */
export async function sees(room: Conversation, content: string): Promise<void> {
  await until(`"${content}" was seen`, room.state, (state) => contents(state).includes(content));
}

/** What its messages say. */
export function contents({ items }: RoomSnapshot): string[] {
  return items.flatMap((item) => (item.kind === "message" ? [item.message.content] : []));
}

export function messageAt({ items }: RoomSnapshot, seq: number) {
  const item = items.find((one) => one.kind === "message" && one.seq === seq);
  return item?.kind === "message" ? item.message : undefined;
}
