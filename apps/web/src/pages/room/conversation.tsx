import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import type { Message, Room } from "@hubbub/ws-protocol";
import { type KeyboardEvent, type RefObject, useCallback, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { BlockedNote } from "../../composer/blocked-note.tsx";
import { Composer } from "../../composer/composer.tsx";
import type { ComposerHandle } from "../../composer/composer-handle.ts";
import { HeldLine } from "../../composer/held-line.tsx";
import { MutedNote } from "../../composer/muted-note.tsx";
import { NoComposer } from "../../composer/no-composer.tsx";
import { EmojiButton } from "../../emoji/emoji-button.tsx";
import { MessageActionsHost } from "../../messages/actions/message-actions-host.tsx";
import { quoteOf } from "../../messages/quotes/quote-of.ts";
import { ReplyLine } from "../../messages/quotes/reply-line.tsx";
import { useReply } from "../../messages/quotes/use-reply.ts";
import { headerNote } from "../../room-header/header-note.ts";
import { RoomHeader } from "../../room-header/room-header.tsx";
import type { WriteBar } from "../../rooms/write-bar.ts";
import { editDrafts } from "../../storage/edit-drafts.ts";
import { Announcer } from "../../timeline/announcer.tsx";
import { MessageList } from "../../timeline/message-list.tsx";
import type { Place } from "../../timeline/place/use-place.ts";
import { MessageSkeleton } from "../../timeline/message-skeleton.tsx";
import { UnsentMessages } from "../../timeline/unsent-messages.tsx";
import { t } from "../../strings/t.ts";
import { isComposing } from "../../ui/is-composing.ts";
import { LaterDialog } from "../../ui/later/later-dialog.tsx";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { ConnectionLine } from "./connection-line.tsx";
import type { RoomPanel } from "./panels/use-room-panel.ts";

/** Reading and writing in a room. */
export function Conversation({
  room,
  state,
  place,
  unread,
  known,
  bar,
  composer,
  panel,
}: {
  room: ChatRoom;
  state: RoomSnapshot;
  place: Place;
  /** What others wrote that one has not read. */
  unread: number;
  /** The room as far as it is known, from the list before it was joined. */
  known: Room | undefined;
  /** What keeps one from writing. */
  bar: WriteBar | undefined;
  composer: RefObject<ComposerHandle | null>;
  panel: RoomPanel;
}) {
  const me = useMe();
  const [editing, setEditing] = useState(() => editDrafts.read(me.id, room.id)?.seq);
  const [daysAt, setDaysAt] = useState<DOMRect>();
  const [seenNewSeq, setSeenNewSeq] = useState<number>();
  const isAway = state.status === "refused" || state.status === "removed";
  // There is nothing that a header could name.
  const isUnknown = isAway && known === undefined;
  // Who reads announcements without being a member has no mark on the server.
  const isGuest = state.role === undefined;

  const edit = useCallback(
    (seq: number | undefined) => {
      if (editDrafts.read(me.id, room.id)?.seq !== seq) editDrafts.write(me.id, room.id, undefined);
      setEditing(seq);
    },
    [me.id, room.id],
  );
  const editLast = () => {
    const mine = state.newest.findLast(
      (item) => item.kind === "message" && item.message.user_id === me.id && item.message.deleted_at === undefined,
    );
    if (!state.isLive) room.showNewest();
    edit(mine?.seq);
  };
  const markRead = () => {
    room.markRead();
    setSeenNewSeq(state.newFromSeq);
  };

  const reply = useReply(room.id);
  const { begin } = reply;
  const beginReply = useCallback(
    ({ seq }: Message) => {
      begin(seq);
      document.getElementById("composer")?.focus();
    },
    [begin],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return;
    if (event.key !== "Escape" || (event.target as HTMLElement).closest("dialog, [popover]") !== null) return;
    markRead();
  };
  const isWaiting = state.room === undefined || place.isOpening;

  return (
    <main tabIndex={-1} className="flex min-w-0 flex-1 flex-col" data-room-status={state.status} onKeyDown={onKeyDown}>
      {!isUnknown && (
        <RoomHeader
          room={known}
          role={state.role}
          panel={panel.shown}
          onPanel={panel.toggle}
          onDays={setDaysAt}
          onNear={panel.near}
          pinned={state.pinned}
          isAway={isAway}
          note={headerNote(known, state, me.id)}
          present={state.peopleCount}
        />
      )}
      {daysAt !== undefined && (
        <LaterDialog
          load={loadDayPopover}
          name={t.timeline.days.label}
          props={{ at: daysAt, onPick: place.toDay, onClose: () => setDaysAt(undefined) }}
        />
      )}
      {/* Over the shape of messages to come, beside messages: so nothing moves while a room is opened. */}
      <div className={isWaiting && !isAway ? "relative z-10 h-0" : undefined}>
        <ConnectionLine />
      </div>
      {isAway && <LaterPart load={loadRoomAway} props={{ room, state, isPage: isUnknown }} />}
      {!isAway && isWaiting && (
        // Takes the place of the messages from the first moment, so that nothing moves when they come.
        <div className="flex min-h-0 flex-1 flex-col">
          <Delayed>
            <MessageSkeleton />
          </Delayed>
          {state.pending.length > 0 && <UnsentMessages room={room} pending={state.pending} />}
        </div>
      )}
      {!isAway && !isWaiting && (
        <MessageActionsHost room={room} onReply={beginReply} onEdit={edit} onJump={place.toMessage}>
          <Announcer items={state.newest} />
          <MessageList
            room={room}
            state={state}
            place={place}
            unread={isGuest ? 0 : unread}
            firstNewSeq={isGuest || state.newFromSeq === seenNewSeq ? undefined : state.newFromSeq}
            editing={editing}
            onEdit={edit}
            mayWrite={bar === undefined}
            onMarkRead={markRead}
          />
        </MessageActionsHost>
      )}
      {!isAway && <HeldLine held={state.status === "joined" ? state.sendingHeld : undefined} />}
      {!isAway && (
        <div className="column shrink-0 pb-4 phone:pb-[max(0.625rem,env(safe-area-inset-bottom))]">
          {bar === undefined && (
            <Composer
              ref={composer}
              room={room}
              known={known}
              present={state.people}
              isShown={!isWaiting}
              onEditLast={editLast}
              answering={reply.seq === undefined ? undefined : { seq: reply.seq, end: reply.end }}
              emoji={<EmojiButton onPick={(emoji) => composer.current?.type(emoji)} />}
              above={reply.seq !== undefined && <ReplyLine quote={quoteOf(state, reply.seq)} onEnd={reply.end} />}
            />
          )}
          {bar?.kind === "rule" && <NoComposer rule={bar.rule} />}
          {bar?.kind === "muted" && <MutedNote until={bar.until} />}
          {bar?.kind === "blocked" && <BlockedNote userId={bar.peer.user_id} said={bar.peer.username} />}
        </div>
      )}
    </main>
  );
}

const loadDayPopover = async () => (await import("../../timeline/place/day-popover.tsx")).DayPopover;
const loadRoomAway = async () => (await import("./room-away.tsx")).RoomAway;
