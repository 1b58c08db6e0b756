import { randomUUID } from "node:crypto";
import type { TestUser } from "./fake-user-service.ts";
import type { ChatInstance } from "./start-chat-stack.ts";

/** A room with a name of its own. */
export function newRoom(chat: ChatInstance, owner: TestUser, type: "public" | "private" = "public"): Promise<number> {
  return chat.createRoom(owner, { name: `Room ${randomUUID()}`, type });
}
