import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import type { Message, Room } from "@hubbub/ws-protocol";
import { useState } from "react";
import { useMe } from "../app/use-me.ts";
import { Delayed } from "../ui/delayed.tsx";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer.tsx";
import { ConnectionLine } from "./connection-line.tsx";
import { ConversationHeader } from "./conversation-header.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { MessageList } from "./message-list.tsx";
import { MessageSkeleton } from "./message-skeleton.tsx";
import { RoomAway } from "./room-away.tsx";
import { TypingLine } from "./typing-line.tsx";
import { UnsentMessages } from "./unsent-messages.tsx";
import type { PeoplePane } from "./use-people-pane.ts";
import { writeRule } from "./write-rule.ts";

/** Reading and writing in a room. */
export function Conversation({
  room,
  state,
  known,
  pane,
}: {
  room: ChatRoom;
  state: RoomSnapshot;
  /** The room as far as it is known, from the list before it was joined. */
  known: Room | undefined;
  pane: PeoplePane;
}) {
  const me = useMe();
  const [editing, setEditing] = useState<number>();
  const [deleting, setDeleting] = useState<Message>();
  const isAway = state.status === "refused" || state.status === "removed";
  const rule = known === undefined ? undefined : writeRule(known, state.role ?? known.role);

  const editLast = () => {
    const mine = state.items.findLast(
      (item) => item.kind === "message" && item.message.user_id === me.id && item.message.deleted_at === undefined,
    );
    setEditing(mine?.seq);
  };

  return (
    <main className="flex min-w-0 flex-1 flex-col" data-room-status={state.status}>
      <ConversationHeader room={known} role={state.role} pane={pane} isAway={isAway} />
      <ConnectionLine />
      {isAway && <RoomAway room={room} state={state} />}
      {!isAway && state.room === undefined && (
        <>
          <Delayed>
            <MessageSkeleton />
          </Delayed>
          {state.pending.length > 0 && <UnsentMessages room={room} pending={state.pending} />}
        </>
      )}
      {!isAway && state.room !== undefined && (
        <>
          <Announcer items={state.items} />
          <MessageList room={room} state={state} editing={editing} onEdit={setEditing} onDelete={setDeleting} />
          <TypingLine typing={state.typing} />
        </>
      )}
      {!isAway && <Composer room={room} name={known?.name ?? ""} rule={rule} onEditLast={editLast} />}
      {deleting !== undefined && (
        <DeleteDialog
          content={deleting.content}
          onDelete={() => room.delete(deleting.seq)}
          onClose={() => setDeleting(undefined)}
        />
      )}
    </main>
  );
}
