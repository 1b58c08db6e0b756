import { type ReactNode, useState } from "react";
import type { Route } from "../navigation/route.ts";
import { LaterNewDirect } from "../people/later-new-direct.tsx";
import { LaterNewRoom } from "../rooms/later-new-room.tsx";
import { t } from "../strings/t.ts";
import { Logo } from "../ui/logo.tsx";
import { AccountMenu } from "./account/account-menu.tsx";
import { FindBox } from "./find/find-box.tsx";
import { FindResults } from "./find/find-results.tsx";
import { useFind } from "./find/use-find.ts";
import { RoomList } from "./room-list.tsx";

/** Where one goes from: one's rooms and conversations, a way to find others, one's account. */
export function Sidebar({
  route,
  hasNews,
  banner,
}: {
  route: Route;
  /** There are announcements that one has not seen. */
  hasNews: boolean;
  /** What is said to everybody, where the list is all that is shown. */
  banner: ReactNode;
}) {
  const [newRoomName, setNewRoomName] = useState<string>();
  const [isWriting, setWriting] = useState(false);
  const openRoomId = route.page === "room" || route.page === "people" ? route.roomId : undefined;
  const find = useFind({ onCreate: setNewRoomName });
  return (
    <nav
      aria-label={t.sidebar.rooms}
      className="flex w-66 shrink-0 flex-col border-e border-line bg-paper pb-[env(safe-area-inset-bottom)] phone:w-full phone:border-e-0"
    >
      <div className="flex h-14 shrink-0 items-center justify-between pe-3.5 ps-4">
        <Logo />
        <AccountMenu />
      </div>
      <FindBox find={find} />
      <div className="mx-3">{banner}</div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {find.isActive ? (
          <FindResults find={find} />
        ) : (
          <RoomList
            openRoomId={openRoomId}
            hasNews={hasNews}
            isBrowsing={route.page === "browse"}
            onNewRoom={() => setNewRoomName("")}
            onNewDirect={() => setWriting(true)}
          />
        )}
      </div>
      {isWriting && <LaterNewDirect onClose={() => setWriting(false)} />}
      {newRoomName !== undefined && <LaterNewRoom name={newRoomName} onClose={() => setNewRoomName(undefined)} />}
    </nav>
  );
}
