import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import { useMe } from "../../client/use-me.ts";
import { navigate } from "../../navigation/navigate.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { awayTitle, isBanned } from "./away-title.ts";

/** A room that one cannot read, and where to go instead. */
export function RoomAway({ room, state, isPage }: { room: ChatRoom; state: RoomSnapshot; isPage: boolean }) {
  const browse = (
    <Button look="primary" onClick={() => navigate({ page: "browse" })}>
      {t.ui.browseRooms}
    </Button>
  );
  const home = <Button onClick={() => navigate({ page: "home" })}>{t.ui.goToRooms}</Button>;
  const open = (label: string) => (
    <Button look="primary" onClick={() => room.open()}>
      {label}
    </Button>
  );
  const me = useMe();
  const title = awayTitle(state, me.id) ?? "";
  if (isBanned(state, me.id)) {
    return (
      <EmptyState
        title={title}
        isPage={isPage}
        actions={
          <>
            {home}
            <Button onClick={() => room.open()}>{t.ui.tryAgain}</Button>
          </>
        }
      >
        {later.room.bannedSays}
      </EmptyState>
    );
  }
  if (state.status === "removed") {
    const mayReturn = state.room?.type === "public";
    return (
      <EmptyState title={title} isPage={isPage} actions={mayReturn ? open(later.room.joinAgain) : browse}>
        {mayReturn ? later.room.removedFromPublic : later.room.removedFromPrivate}
      </EmptyState>
    );
  }
  if (state.error?.code === "room_not_found") {
    return (
      <EmptyState
        title={title}
        isPage={isPage}
        actions={
          <>
            {browse}
            {home}
          </>
        }
      >
        {later.room.unknownSays}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={title}
      isPage={isPage}
      actions={
        <>
          {open(t.ui.tryAgain)}
          {home}
        </>
      }
    >
      {state.error?.message}
    </EmptyState>
  );
}
