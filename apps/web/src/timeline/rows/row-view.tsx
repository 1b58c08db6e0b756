import type { Conversation, RoomSnapshot } from "@hubbub/client";
import type { ReactNode } from "react";
import { useMe } from "../../client/use-me.ts";
import { MessageRow, type MessageRowProps } from "../../messages/message-row.tsx";
import { ReceiptLine } from "../../messages/receipt-line.tsx";
import { actingRole } from "../../people/acting-role.ts";
import { writeRule } from "../../rooms/write-rule.ts";
import { t } from "../../strings/t.ts";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { DaySeparator } from "./day-separator.tsx";
import { NoticeRow } from "./notice-row.tsx";
import type { Row } from "./row.ts";
import { Separator } from "./separator.tsx";
import { StartRow } from "./start-row.tsx";

interface RowViewProps extends Pick<
  MessageRowProps,
  "isEditing" | "isMarked" | "onEdit" | "mayWrite" | "mayThread" | "save"
> {
  readonly row: Row;
  readonly conversation: Conversation;
  readonly state: RoomSnapshot;
  /** One's last message: how far it has come stands under it. */
  readonly lastOwnSeq: number | undefined;
  /** One has chosen another day. */
  readonly onDay: (day: Date | "first") => void;
}

/** A row with the separators above it. In a thread a day stands with the time of its first message. */
export function RowView(props: RowViewProps) {
  const { row, conversation } = props;
  return (
    <div className="pb-px">
      {row.day !== undefined && conversation.threadSeq === undefined && (
        <DaySeparator label={row.day} onPick={props.onDay} />
      )}
      {row.isNew && <Separator label={t.timeline.new} tone="accent" />}
      <Body {...props} />
    </div>
  );
}

function Body({ row, conversation, state, lastOwnSeq, onDay: _, ...rest }: RowViewProps): ReactNode {
  const me = useMe();
  switch (row.kind) {
    case "start": {
      const written =
        state.pending.length + state.items.flatMap((item) => (item.kind === "message" ? item.seq : [])).length;
      if (state.room === undefined) return null;
      return <StartRow room={state.room} written={written} mayWrite={writeRule(state.room, me.admin) === undefined} />;
    }
    case "notices":
      return <NoticeRow notices={row.notices} />;
    case "pending":
      return (
        <LaterPart
          load={loadPendingRow}
          props={{ item: row.item, isHead: row.isHead, waitsFor: waitsFor(state), conversation }}
          waiting={null}
        />
      );
    case "message": {
      const isMine = row.message.user_id === me.id;
      const acting = actingRole(state.room, state.role, me.admin);
      const mayDelete = isMine || acting === "owner" || acting === "admin";
      const { message, isHead } = row;
      const isInRoom = conversation.threadSeq === undefined;
      return (
        <>
          <MessageRow
            message={message}
            day={isInRoom ? undefined : row.day}
            isHead={isHead}
            isMine={isMine}
            mayDelete={mayDelete}
            mayReact={state.role !== undefined && state.room?.archived_at === undefined}
            {...rest}
          >
            {isInRoom && message.seq === lastOwnSeq ? <ReceiptLine message={message} state={state} /> : undefined}
          </MessageRow>
          {message.seq === conversation.threadSeq && <RepliesSeparator count={message.thread?.reply_count ?? 0} />}
        </>
      );
    }
  }
}

/** Between the message that a thread is of and its replies. */
function RepliesSeparator({ count }: { count: number }) {
  return <Separator label={count === 0 ? t.threads.noReplies : t.threads.replies(count)} at="start" />;
}

/** What messages that wait to be sent wait for. */
function waitsFor({ status, sendingHeld }: RoomSnapshot): "connection" | "server" | "turn" {
  if (status !== "joined") return "connection";
  return sendingHeld === undefined ? "turn" : "server";
}

/** What one has written oneself, until the log has it. */
export const loadPendingRow = async () => (await import("../../messages/pending-row.tsx")).PendingRow;
