import type { Page } from "playwright-core";
import { call, type SomeUser } from "./api.ts";

export interface SomeRoom {
  readonly id: number;
  readonly name: string;
}

let rooms = 0;

/** Makes a room of somebody, with members. */
export async function someRoom(
  url: string,
  owner: SomeUser,
  {
    type = "public",
    topic = "",
    members = [],
  }: {
    type?: "public" | "private";
    topic?: string;
    members?: readonly SomeUser[];
  } = {},
): Promise<SomeRoom> {
  rooms += 1;
  const name = `room-${rooms}-of-${owner.username}`;
  const { status, body } = await call(url, "POST", "/api/v1/rooms", {
    token: owner.token,
    body: { name, type, topic },
  });
  if (status !== 200) throw new Error(`making a room answered ${status}: ${JSON.stringify(body)}`);
  for (const { id } of members) {
    const added = { token: owner.token, body: { user_id: id } };
    await call(url, "POST", `/api/v1/rooms/${body.id}/members`, added);
  }
  return { id: body.id as number, name };
}

export async function write(url: string, room: SomeRoom, author: SomeUser, ...texts: readonly string[]): Promise<void> {
  for (const content of texts) {
    await call(url, "POST", `/api/v1/rooms/${room.id}/messages`, { token: author.token, body: { content } });
  }
}

/** Opens a room by its address and waits until it is live. */
export async function openRoom(page: Page, room: Pick<SomeRoom, "id">): Promise<void> {
  await page.goto(`/rooms/${room.id}`);
  await page.locator("[data-room-status=joined]").waitFor();
}
