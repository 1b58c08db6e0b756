import { AppError } from "@hubbub/errors";
import { maxRoomNameCodePoints } from "@hubbub/grpc-api/limits";
import { textProblem } from "@hubbub/ws-protocol";
import type { Actor } from "../room-log/actor.ts";
import type { RoomContext } from "./room-context.ts";
import { selectRoomByName } from "./room-queries.ts";
import { trimRoomName } from "./room-text.ts";

/** The id of the room of this name, without case. Throws `invalid_argument` and `room_not_found`, both naming `to`. */
export async function findRoomByName(
  { db }: Pick<RoomContext, "db">,
  { userId }: Pick<Actor, "userId">,
  given: string,
): Promise<number> {
  const name = trimRoomName(given);
  const problem = textProblem(name, { name: "The name", maxCodePoints: maxRoomNameCodePoints });
  if (problem !== undefined) throw new AppError("invalid_argument", problem, { field: "to" });
  const roomId = await selectRoomByName(db, name, userId);
  if (roomId === undefined) throw new AppError("room_not_found", undefined, { field: "to" });
  return roomId;
}
