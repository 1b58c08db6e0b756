import type { HubbubClient } from "@hubbub/client";

/** All that is unread, in rooms and in threads, has been seen. What the server did not hear of is unread again with the next lists. */
export async function markAllRead({ myRooms, rooms, threads }: HubbubClient): Promise<void> {
  try {
    for (const room of myRooms.state.snapshot().rooms) {
      if (room.unread_count === 0) continue;
      myRooms.read(room.id, room.last_seq);
      await rooms.markRead(room.id, room.last_seq);
    }
    for (const { room, root, last_seq, unread_count } of threads.state.snapshot().threads) {
      if (unread_count === 0) continue;
      threads.read(room.id, root.seq, last_seq);
      await rooms.markRead(room.id, last_seq, root.seq);
    }
  } catch {
    await Promise.all([myRooms.load(), threads.load()]);
  }
}
