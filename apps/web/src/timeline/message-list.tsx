import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";
import { useCallback, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useMe } from "../client/use-me.ts";
import { t } from "../strings/t.ts";
import { OlderState } from "./older-state.tsx";
import type { Row } from "./rows/row.ts";
import { RowView } from "./rows/row-view.tsx";
import { type Heads, toRows } from "./rows/to-rows.ts";
import { useFocusedRows } from "./rows/use-focused-rows.ts";
import { useToday } from "./rows/use-today.ts";
import { JumpButton } from "./scroll/jump-button.tsx";
import { moveRowFocus } from "./scroll/move-row-focus.ts";
import { useMarkRead } from "./scroll/use-mark-read.ts";
import { useScroll } from "./scroll/use-scroll.ts";

/** The messages, as many of them as fit on the screen. */
export function MessageList({
  room,
  state,
  firstNewSeq,
  editing,
  onEdit,
  onDelete,
}: {
  room: ChatRoom;
  state: RoomSnapshot;
  /** Above which message the line "New" stands, if nothing was written since. */
  firstNewSeq: number | undefined;
  editing: number | undefined;
  onEdit: (seq: number | undefined) => void;
  onDelete: (message: Message) => void;
}) {
  const me = useMe();
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { items, newest, pending, hasOlder, older } = state;
  const lastOwnSeq = newest.findLast(
    (item) => item.kind === "message" && item.message.user_id === me.id && item.message.deleted_at === undefined,
  )?.seq;
  const newSeq = firstNewSeq !== undefined && (lastOwnSeq ?? 0) < firstNewSeq ? firstNewSeq : undefined;
  const [isAtEnd, setAtEnd] = useState(true);
  const today = useToday();
  useMarkRead(room, state, isAtEnd);
  const [heads] = useState((): Heads => new Map());
  const rows = useMemo(
    () => toRows({ items, pending, hasOlder, userId: me.id, newSeq, today }, heads),
    [items, pending, hasOlder, me.id, newSeq, today, heads],
  );
  const focused = useFocusedRows(rows);
  const editingIndex = rows.findIndex((row) => row.kind === "message" && row.message.seq === editing);
  const scroll = useScroll({
    list,
    scroller,
    rows,
    newIndex: rows.findIndex(({ isNew }) => isNew),
    isLive: state.status === "joined",
    onAtEnd: setAtEnd,
    heldIndex: editingIndex,
    mayLoadOlder: hasOlder && older === "idle",
    loadOlder: () => void room.loadOlder(),
  });

  const save = useCallback((seq: number, content: string) => room.edit(seq, content), [room]);
  const leaveEdit = useCallback(
    (seq: number | undefined) => {
      onEdit(seq);
      if (seq === undefined) document.getElementById("composer")?.focus();
    },
    [onEdit],
  );

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <OlderState older={older} onRetry={() => void room.loadOlder()} />
      <div
        ref={scroller}
        role="log"
        aria-label={t.timeline.messages}
        aria-live="off"
        tabIndex={0}
        onKeyDown={moveRowFocus}
        onFocus={focused.onFocus}
        className="flex min-h-0 flex-1 flex-col overflow-x-hidden overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        <div className="flex-1" />
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          data={rows}
          shift={scroll.shift}
          keepMounted={editingIndex < 0 ? focused.indexes : [...focused.indexes, editingIndex]}
          onScroll={scroll.onScroll}
          onResize={scroll.onResize}
        >
          {(row: Row) => (
            <RowView
              key={row.key}
              row={row}
              room={room}
              state={state}
              lastOwnSeq={lastOwnSeq}
              isEditing={row.kind === "message" && row.message.seq === editing}
              onEdit={leaveEdit}
              onDelete={onDelete}
              save={save}
            />
          )}
        </Virtualizer>
      </div>
      {!isAtEnd && (
        <JumpButton
          items={newest}
          userId={me.id}
          readSeq={state.role === undefined ? Infinity : state.lastReadSeq}
          onJump={scroll.toEnd}
        />
      )}
    </div>
  );
}
