import type { SearchResult } from "@hubbub/client";
import { isInTimeline, type Room } from "@hubbub/ws-protocol";
import { MessagesSquare, Paperclip, Pin } from "lucide-react";
import type { MouseEvent } from "react";
import { filesWords } from "../../files/files-words.ts";
import { fullTime } from "../../messages/full-time.ts";
import { PersonFace } from "../../names/person-face.tsx";
import { useName } from "../../names/use-name-of.ts";
import { toPath } from "../../navigation/to-path.ts";
import { RoomName } from "../../rooms/room-name.tsx";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { resultTime } from "./result-time.ts";
import { Snippet } from "./snippet.tsx";

/** A message that was found: leads to its place. */
export function ResultRow({
  id,
  result: { message, room, snippet, ranges },
  known,
  isChosen,
  hasRoom,
  onOpen,
}: {
  id: string;
  result: SearchResult;
  /** Its room, with whom it is. */
  known: Room | undefined;
  isChosen: boolean;
  /** Which room it is in is told. */
  hasRoom: boolean;
  onOpen: () => void;
}) {
  const { room_id: roomId, seq, user_id: userId, username, created_at: time } = message;
  const name = useName(userId, username);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    onOpen();
  };
  const isReply = !isInTimeline(message);
  const { attachments: files = [] } = message;
  const isBeside = files.length > 0 && snippet !== "";
  return (
    // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- an option that is a link as well: it opens in another tab, too
    <a
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      href={toPath({ page: "room", roomId, seq })}
      // The focus stays in the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={open}
      className={`flex gap-2.5 rounded-lg border px-2 py-2 ${isChosen ? "border-bar bg-hover" : "border-transparent hover:bg-hover"}`}
    >
      <PersonFace userId={userId} said={username} size={24} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <bdi className="min-w-0 flex-1 truncate font-name">{name}</bdi>
          <time
            dateTime={time}
            title={fullTime(time)}
            className="inline-block shrink-0 text-small text-soft first-letter:uppercase"
          >
            {resultTime(time)}
          </time>
        </p>
        {snippet === "" ? (
          <p className="truncate text-mid/5">{filesWords(files)}</p>
        ) : (
          <Snippet snippet={snippet} ranges={ranges} />
        )}
        {(isReply || message.pinned === true || hasRoom || isBeside) && (
          <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-small text-soft">
            {hasRoom && (
              <span className="max-w-full truncate">
                <RoomOf room={room} known={known} />
              </span>
            )}
            {isBeside && (
              <span className="flex max-w-full items-center gap-1.5">
                <Paperclip size={12} aria-hidden className="shrink-0" />
                <span className="truncate">{filesWords(files)}</span>
              </span>
            )}
            {isReply && (
              <span className="flex items-center gap-1.5">
                <MessagesSquare size={12} aria-hidden />
                {later.search.inThread}
              </span>
            )}
            {message.pinned === true && (
              <span className="flex items-center gap-1.5">
                <Pin size={12} aria-hidden />
                {t.messages.pins.pinned}
              </span>
            )}
          </p>
        )}
      </div>
    </a>
  );
}

/** The server names no direct room: with whom it is one's own list tells. */
function RoomOf({ room, known }: { room: SearchResult["room"]; known: Room | undefined }) {
  if (known !== undefined) return <RoomName room={known} />;
  return room.type === "direct" ? t.rooms.kinds.direct : <RoomName room={{ ...room, people: [] }} />;
}
