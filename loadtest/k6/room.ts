import type { Account } from "./account.ts";
import { call } from "./api.ts";
import { measures } from "./measures.ts";

interface Room {
  readonly id: number;
  readonly name: string;
  readonly last_seq: number;
}

/** The public room of this name: made by whoever comes first, joined by the others. */
export function createOrJoinRoom(name: string, { token }: Account, headers: Record<string, string>): number {
  const made = call("POST", "/api/v1/rooms", { token, headers, body: { name, type: "public" }, alsoFine: 409 });
  if (made.status === 200) return (made.answer as Room).id;
  const found = call("GET", `/api/v1/rooms?query=${encodeURIComponent(name)}`, {
    token,
    headers,
    route: "/api/v1/rooms",
  });
  const room = (found.answer as { rooms: Room[] }).rooms.find((one) => one.name === name);
  if (room === undefined) throw new Error(`the room "${name}" exists but is not listed`);
  call("POST", `/api/v1/rooms/${room.id}/join`, { token, headers, body: {}, route: "/api/v1/rooms/{id}/join" });
  return room.id;
}

/** Says something in a room over REST; readers measure by the time with which it begins. */
export function post(roomId: number, { token, username }: Account, headers: Record<string, string>): void {
  const content = `${Date.now()} Is anybody there? This is ${username}.`;
  const route = "/api/v1/rooms/{id}/messages";
  const begun = Date.now();
  call("POST", `/api/v1/rooms/${roomId}/messages`, { token, headers, body: { content }, route });
  measures.sent.add(1);
  measures.acknowledged.add(1);
  measures.ackMs.add(Date.now() - begun);
}

/** Seq of the room's newest event. */
export function headOf(roomId: number, { token }: Account, headers: Record<string, string>): number {
  const route = "/api/v1/rooms/{id}";
  const { answer } = call("GET", `/api/v1/rooms/${roomId}`, { token, headers, route });
  return (answer as Room).last_seq;
}
