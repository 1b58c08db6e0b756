import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import { useMe } from "../../client/use-me.ts";
import { navigate } from "../../navigation/navigate.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { awayTitle, isBanned } from "./away-title.ts";

/** A room that one cannot read, and where to go instead. */
export function RoomAway({ room, state, isPage }: { room: ChatRoom; state: RoomSnapshot; isPage: boolean }) {
  const browse = (
    <Button look="primary" onClick={() => navigate({ page: "browse" })}>
      Browse rooms
    </Button>
  );
  const home = <Button onClick={() => navigate({ page: "home" })}>Go to your rooms</Button>;
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
            <Button onClick={() => room.open()}>Try again</Button>
          </>
        }
      >
        You cannot read it or come back before that is over, or until one of its owners and admins lifts it.
      </EmptyState>
    );
  }
  if (state.status === "removed") {
    const mayReturn = state.room?.type === "public";
    return (
      <EmptyState title={title} isPage={isPage} actions={mayReturn ? open("Join again") : browse}>
        {mayReturn ? "It is public: you can come back." : "Its owners and admins can add you again."}
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
        Its address may be mistyped, or it is private and you are not in it.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={title}
      isPage={isPage}
      actions={
        <>
          {open("Try again")}
          {home}
        </>
      }
    >
      {state.error?.message}
    </EmptyState>
  );
}
