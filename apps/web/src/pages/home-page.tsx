import { type ReactNode, useEffect } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { useWatch } from "../client/use-watch.ts";
import { navigate } from "../navigation/navigate.ts";
import { isGeneral } from "../rooms/is-general.ts";
import { lastRoom } from "../storage/last-room.ts";
import { LaterPage } from "../ui/later/later-page.tsx";

/** Leads to the room that was open last, and who is new to `general`; who is in no room sees those to join. */
export function HomePage({ banner }: { banner: ReactNode }) {
  const { myRooms } = useClient();
  const me = useMe();
  const { status, rooms } = useWatch(myRooms.state);
  const last = lastRoom.read(me.id);
  const target =
    rooms.find((room) => room.id === last) ??
    rooms.find(isGeneral) ??
    rooms.find((room) => room.type !== "direct") ??
    rooms[0];
  useEffect(() => {
    if (target !== undefined) navigate({ page: "room", roomId: target.id }, "replace");
  }, [target]);
  if (status === "loading" || target !== undefined) return null;
  return <LaterPage load={loadBrowse} props={{ isWelcome: true, banner }} />;
}

const loadBrowse = async () => (await import("./browse/browse-page.tsx")).BrowsePage;
