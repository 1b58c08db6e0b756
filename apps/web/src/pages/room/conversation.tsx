import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import type { ComposerHandle } from "../../composer/composer-handle.ts";
import { headerNote } from "../../room-header/header-note.ts";
import { RoomHeader } from "../../room-header/room-header.tsx";
import type { WriteBar } from "../../rooms/write-bar.ts";
import { t } from "../../strings/t.ts";
import { TalkComposer } from "../../talk/talk-composer.tsx";
import { TalkMessages } from "../../talk/talk-messages.tsx";
import { useTalk } from "../../talk/use-talk.ts";
import type { Place } from "../../timeline/place/use-place.ts";
import { MessageSkeleton } from "../../timeline/message-skeleton.tsx";
import { isComposing } from "../../ui/is-composing.ts";
import { LaterDialog } from "../../ui/later/later-dialog.tsx";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { QuietPart } from "../../ui/later/quiet-part.tsx";
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
  onThread,
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
  /** Opens the thread of a message; undefined where the server knows none. */
  onThread: ((rootSeq: number) => void) | undefined;
}) {
  const me = useMe();
  const [daysAt, setDaysAt] = useState<DOMRect>();
  const talk = useTalk(room, state);
  const isAway = state.status === "refused" || state.status === "removed";
  // There is nothing that a header could name.
  const isUnknown = isAway && known === undefined;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return;
    if (event.key !== "Escape" || (event.target as HTMLElement).closest("dialog, [popover]") !== null) return;
    talk.markRead();
  };
  const isWaiting = state.room === undefined || place.isOpening;

  return (
    <main
      tabIndex={-1}
      className="relative flex min-w-0 flex-1 flex-col"
      data-room-status={state.status}
      onKeyDown={onKeyDown}
    >
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
          {state.pending.length > 0 && (
            <LaterPart load={loadUnsent} props={{ conversation: room, pending: state.pending }} waiting={null} />
          )}
        </div>
      )}
      {!isAway && !isWaiting && (
        <TalkMessages
          talk={talk}
          conversation={room}
          state={state}
          place={place}
          unread={unread}
          mayWrite={bar === undefined}
          onThread={onThread}
        />
      )}
      {state.queue !== state.pending && <QuietPart load={loadUnsentReplies} props={{ queue: state.queue, onThread }} />}
      {!isAway && (
        <TalkComposer
          talk={talk}
          conversation={room}
          state={state}
          known={known}
          bar={bar}
          composer={composer}
          isShown={!isWaiting}
        />
      )}
    </main>
  );
}

const loadDayPopover = async () => (await import("../../timeline/place/day-popover.tsx")).DayPopover;
const loadUnsent = async () => (await import("../../timeline/unsent.ts")).UnsentMessages;
const loadUnsentReplies = async () => (await import("../../timeline/unsent.ts")).UnsentReplies;
const loadRoomAway = async () => (await import("./room-away.tsx")).RoomAway;
