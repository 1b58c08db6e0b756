import type { Conversation, RoomSnapshot } from "@hubbub/client";
import { useCallback, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { composerId } from "../composer/composer-id.ts";
import { t } from "../strings/t.ts";
import type { Place } from "./place/use-place.ts";
import type { Row } from "./rows/row.ts";
import { RowView } from "./rows/row-view.tsx";
import { useFocusedRows } from "./rows/use-focused-rows.ts";
import { LaterCallTicks } from "./scroll/later-call-ticks.tsx";
import { moveRowFocus } from "./scroll/move-row-focus.ts";
import type { OnSight } from "./scroll/sight.ts";
import { useCallsIn } from "./scroll/use-calls-in.ts";
import { useScroll } from "./scroll/use-scroll.ts";
import { useStagedRows } from "./scroll/use-staged-rows.ts";

/** One stretch of the log, to scroll in. */
export function MessageRows({
  conversation,
  state,
  rows: allRows,
  place,
  lastOwnSeq,
  editing,
  onEdit,
  mayWrite,
  mayThread,
  onAtEnd,
  onSight,
}: {
  conversation: Conversation;
  state: RoomSnapshot;
  rows: readonly Row[];
  place: Place;
  lastOwnSeq: number | undefined;
  editing: number | undefined;
  onEdit: (seq: number | undefined) => void;
  mayWrite: boolean;
  mayThread: boolean;
  onAtEnd: (isAtEnd: boolean) => void;
  onSight: OnSight;
}) {
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [isMeasured, setMeasured] = useState(false);
  const rows = useStagedRows(allRows);
  const focused = useFocusedRows(rows);
  const calls = useCallsIn(rows);
  const editingIndex = rows.findIndex((row) => row.kind === "message" && row.message.seq === editing);
  const scroll = useScroll({
    list,
    scroller,
    rows,
    newIndex: rows.findIndex(({ isNew }) => isNew),
    isJoined: state.status === "joined",
    isNewest: state.isLive,
    target: place.target,
    onAtEnd,
    onSight,
    onMoved: place.onMoved,
    heldIndex: editingIndex,
    mayLoadOlder: state.hasOlder && state.older === "idle",
    loadOlder: () => void conversation.loadOlder(),
    mayLoadNewer: state.hasNewer && state.newer === "idle",
    loadNewer: () => void conversation.loadNewer(),
  });

  const fieldId = composerId(conversation);
  const save = useCallback((seq: number, content: string) => conversation.edit(seq, content), [conversation]);
  const leaveEdit = useCallback(
    (seq: number | undefined) => {
      onEdit(seq);
      if (seq === undefined) document.getElementById(fieldId)?.focus();
    },
    [onEdit, fieldId],
  );

  return (
    <>
      <div
        ref={scroller}
        role="log"
        aria-label={conversation.threadSeq === undefined ? t.timeline.messages : t.threads.thread}
        aria-live="off"
        tabIndex={0}
        onKeyDown={(event) => moveRowFocus(event, fieldId)}
        onFocus={focused.onFocus}
        className="flex min-h-0 flex-1 flex-col overflow-x-hidden overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
      >
        {/* A thread begins at the top. */}
        {conversation.threadSeq === undefined && <div className="flex-1" />}
        {/* Before that it stands where rows of the usual height would, and would be seen to move. */}
        <div className={`flex-none ${isMeasured ? "" : "invisible"}`}>
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            data={rows}
            shift={scroll.shift}
            keepMounted={editingIndex < 0 ? focused.indexes : [...focused.indexes, editingIndex]}
            onScroll={scroll.onScroll}
            onResize={() => {
              setMeasured(true);
              scroll.onResize();
            }}
          >
            {(row: Row) => (
              <RowView
                key={row.key}
                row={row}
                conversation={conversation}
                state={state}
                lastOwnSeq={lastOwnSeq}
                isEditing={row.kind === "message" && row.message.seq === editing}
                isMarked={row.kind === "message" && row.message.seq === place.markedSeq}
                onDay={place.toDay}
                onEdit={leaveEdit}
                mayWrite={mayWrite}
                mayThread={mayThread}
                save={save}
              />
            )}
          </Virtualizer>
        </div>
      </div>
      <LaterCallTicks calls={calls} list={list} scroller={scroller} onJump={place.toMessage} />
    </>
  );
}
