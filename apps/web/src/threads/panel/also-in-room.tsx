import type { Room } from "@hubbub/ws-protocol";
import { RoomName } from "../../rooms/room-name.tsx";
import { later } from "../../strings/later.ts";

/** Whether the room shows the next reply as well. */
export function AlsoInRoom({ room, is, onChange }: { room: Room; is: boolean; onChange: (is: boolean) => void }) {
  return (
    <label className="-mt-1 mb-1.5 flex min-h-8 items-center gap-2 text-small text-soft touch:min-h-11">
      <input
        type="checkbox"
        checked={is}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="truncate">{later.threads.alsoTo(<RoomName room={room} />)}</span>
    </label>
  );
}
