import { Compass, Plus } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useClient } from "../app/use-client.ts";
import { useWatch } from "../app/use-watch.ts";
import { PageLink } from "../navigation/page-link.tsx";
import { Button } from "../ui/button.tsx";
import { Delayed } from "../ui/delayed.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { SkeletonLines } from "../ui/skeleton-lines.tsx";
import { RoomLink } from "./room-link.tsx";
import { SectionTitle } from "./section-title.tsx";

/** One's rooms. The arrow keys go from room to room. */
export function RoomList({
  openRoomId,
  isBrowsing,
  onNewRoom,
}: {
  openRoomId: number | undefined;
  isBrowsing: boolean;
  onNewRoom: () => void;
}) {
  const { myRooms } = useClient();
  const { status, rooms } = useWatch(myRooms.state);
  return (
    <div onKeyDown={moveFocus}>
      <SectionTitle
        title="Rooms"
        action={<IconButton icon={Plus} label="New room" onClick={onNewRoom} className="size-7" />}
      />
      {status === "loading" && (
        <Delayed>
          <SkeletonLines label="Loading your rooms" widths={[55, 70, 45, 62]} />
        </Delayed>
      )}
      {status === "failed" && (
        <div className="px-2.5 py-1 text-mid text-soft">
          Your rooms could not be loaded.{" "}
          <Button look="text" onClick={() => void myRooms.load()}>
            Try again
          </Button>
        </div>
      )}
      {status === "ready" && rooms.length === 0 && (
        <p className="px-2.5 py-1 text-mid text-soft">You are in no room yet.</p>
      )}
      <ul>
        {rooms.map((room) => (
          <RoomLink key={room.id} room={room} isOpen={room.id === openRoomId} />
        ))}
      </ul>
      <PageLink
        to={{ page: "browse" }}
        aria-current={isBrowsing ? "page" : undefined}
        className={`mt-1 flex h-8.5 items-center gap-2.5 rounded-lg px-2.5 text-soft hover:bg-hover hover:text-ink touch:h-11 ${isBrowsing ? "bg-accent-soft text-ink" : ""}`}
      >
        <Compass size={15} aria-hidden />
        Browse rooms
      </PageLink>
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[href]")];
  const at = links.findIndex((link) => link === document.activeElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}
