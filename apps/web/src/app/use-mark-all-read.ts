import { useEffect } from "react";
import { useClient } from "../client/use-client.ts";
import { isComposing } from "../ui/is-composing.ts";

/** Shift and Escape: all that is unread has been seen. */
export function useMarkAllRead(): void {
  const { myRooms, rooms } = useClient();
  useEffect(() => {
    const markAll = async (): Promise<void> => {
      for (const room of myRooms.state.snapshot().rooms) {
        if (room.unread_count === 0) continue;
        myRooms.read(room.id, room.last_seq);
        await rooms.markRead(room.id, room.last_seq);
      }
    };
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      if (event.key !== "Escape" || !event.shiftKey) return;
      event.preventDefault();
      // What the server did not hear of is unread again with the next list.
      markAll().catch(() => myRooms.load());
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [myRooms, rooms]);
}
