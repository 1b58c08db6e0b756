import type { SocketServices } from "./socket-services.ts";
import type { SocketSession } from "./socket-session.ts";

/** Takes the socket out of a room, wherever it is known to be in it. Does nothing if it is not. */
export function leaveJoinedRoom(session: SocketSession, roomId: number, services: SocketServices): void {
  services.delivery.leave(session, roomId);
  if (!session.rooms.delete(roomId)) return;
  services.typing.stop(roomId, session.userId);
  services.presence.exit(roomId, session.userId);
  services.peoplePresence.left(session, roomId);
}
