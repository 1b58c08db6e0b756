import type { Message } from "@hubbub/ws-protocol";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { type FairUse, spendRead } from "../fair-use/fair-use.ts";
import { maxExportedPerPage, maxOwnRoomsPerPage, maxRoomsPerOwnPage } from "../limits.ts";
import { type ExportedRoomRow, readExportedRooms } from "./export-queries.ts";
import { firstOwnPlace, readOwnMessages } from "./own-message-queries.ts";

/** Where a page begins: among the rooms after a room, or among what one did in the rooms after an event, by its id. */
export type ExportPlace = readonly ["rooms", number] | readonly ["messages", number, string];

export interface ExportPage {
  readonly rooms: readonly ExportedRoomRow[];
  readonly messages: readonly Message[];
  /** Undefined at the end. */
  readonly next: ExportPlace | undefined;
}

/** The rooms, then the messages; a page has some of one, of both, or none. Throws `rate_limited`. */
export async function exportData(
  { db, fairUse }: { readonly db: ChatDatabase; readonly fairUse: FairUse },
  userId: number,
  place: ExportPlace,
): Promise<ExportPage> {
  spendRead(fairUse, userId);
  const limit = maxExportedPerPage;
  const [what, roomId] = place;
  const rooms = what === "rooms" ? await readExportedRooms(db, userId, { afterRoomId: roomId, limit }) : [];
  const lastRoom = rooms.at(-1);
  if (rooms.length === limit && lastRoom !== undefined) return { rooms, messages: [], next: ["rooms", lastRoom.id] };
  const after = what === "rooms" ? firstOwnPlace : { roomId, clientMsgId: place[2] };
  const bounds = { limit, maxRooms: maxRoomsPerOwnPage, maxOwnRooms: maxOwnRoomsPerPage };
  const { messages, next } = await readOwnMessages(db, userId, { after, ...bounds });
  return { rooms, messages, next: next && ["messages", next.roomId, next.clientMsgId] };
}
