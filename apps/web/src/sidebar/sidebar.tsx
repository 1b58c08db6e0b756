import { type ReactNode, useRef, useState } from "react";
import type { Route } from "../navigation/route.ts";
import { LaterNewDirect } from "../people/later-new-direct.tsx";
import { LaterNewRoom } from "../rooms/later-new-room.tsx";
import { t } from "../strings/t.ts";
import { LaterPart } from "../ui/later/later-part.tsx";
import { preload } from "../ui/later/use-loaded.ts";
import { Logo } from "../ui/logo.tsx";
import { AccountMenu } from "./account/account-menu.tsx";
import { FindBox } from "./find/find-box.tsx";
import type { FindKeys } from "./find/find-keys.ts";
import { toFindQuery } from "./find/to-find-query.ts";
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
  const openRoomId = route.page === "room" ? route.roomId : undefined;
  const [text, setText] = useState("");
  const [isEntered, setEntered] = useState(false);
  const [at, setAt] = useState(-1);
  const keys = useRef<FindKeys>(null);
  const find = (next: string) => {
    setText(next);
    setEntered(false);
  };
  return (
    <nav
      aria-label={t.sidebar.rooms}
      className="flex w-66 shrink-0 flex-col border-e border-line bg-paper pb-[env(safe-area-inset-bottom)] phone:w-full phone:border-e-0"
    >
      <div className="flex h-14 shrink-0 items-center justify-between pe-3.5 ps-4">
        <Logo />
        <AccountMenu />
      </div>
      <FindBox
        text={text}
        at={at}
        keys={keys}
        onText={find}
        onEnter={() => setEntered(true)}
        onNear={() => preload(loadFindResults)}
      />
      <div className="mx-3">{banner}</div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-4">
        {toFindQuery(text) !== "" ? (
          <LaterPart
            load={loadFindResults}
            name={t.sidebar.find.placeholder}
            props={{ text, keys, isEntered, onText: find, onCreate: setNewRoomName, onAt: setAt }}
          />
        ) : (
          <RoomList
            openRoomId={openRoomId}
            hasNews={hasNews}
            isBrowsing={route.page === "browse"}
            isInThreads={route.page === "threads"}
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

const loadFindResults = async () => (await import("./find/find-results.tsx")).FindResults;
