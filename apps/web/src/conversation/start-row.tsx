import type { Room } from "@hubbub/ws-protocol";
import { Hash, Lock, Megaphone } from "lucide-react";

/** The beginning of a room: what it is, and for whom. */
export function StartRow({ room, isEmpty }: { room: Room; isEmpty: boolean }) {
  const Icon = room.type === "private" ? Lock : room.type === "announcement" ? Megaphone : Hash;
  return (
    <div className="px-5 pt-8 pb-3 phone:px-3.5">
      <span aria-hidden className="grid size-11 place-items-center rounded-xl bg-accent-soft text-accent">
        <Icon size={22} />
      </span>
      <h2 className="mt-3 text-lg wrap-anywhere">This is the beginning of {room.name}</h2>
      <p className="max-w-[74ch] wrap-anywhere text-soft">
        {room.topic !== "" && <>{room.topic} </>}
        {room.type === "private" ? "Only its members can read along." : "Everyone here can find it and read along."}
      </p>
      {isEmpty && <p className="mt-1">Write the first message below.</p>}
    </div>
  );
}
