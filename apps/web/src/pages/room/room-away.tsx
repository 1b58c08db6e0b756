import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import { navigate } from "../../navigation/navigate.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

/** A room that one cannot read, and where to go instead. */
export function RoomAway({ room, state }: { room: ChatRoom; state: RoomSnapshot }) {
  const browse = (
    <Button look="primary" onClick={() => navigate({ page: "browse" })}>
      Browse rooms
    </Button>
  );
  if (state.status === "removed") {
    const mayReturn = state.room?.type === "public";
    return (
      <EmptyState
        title="You are no longer in this room"
        actions={
          mayReturn ? (
            <Button look="primary" onClick={() => room.open()}>
              Join again
            </Button>
          ) : (
            browse
          )
        }
      >
        {mayReturn ? "It is public: you can come back." : "A member can add you again."}
      </EmptyState>
    );
  }
  if (state.error?.code === "room_not_found" || state.error?.code === "forbidden") {
    return (
      <EmptyState title="There is no such room" actions={browse}>
        Its address may be mistyped, or it is private and you are not in it.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="The room could not be opened"
      actions={
        <Button look="primary" onClick={() => room.open()}>
          Try again
        </Button>
      }
    >
      {state.error?.message}
    </EmptyState>
  );
}
