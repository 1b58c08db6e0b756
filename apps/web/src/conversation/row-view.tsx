import type { ChatRoom, RoomSnapshot } from "@hubbub/client";
import type { ReactNode } from "react";
import { useMe } from "../app/use-me.ts";
import { MessageRow, type MessageRowProps } from "./message-row.tsx";
import { NoticeRow } from "./notice-row.tsx";
import { PendingRow } from "./pending-row.tsx";
import type { Row } from "./row.ts";
import { Separator } from "./separator.tsx";
import { StartRow } from "./start-row.tsx";

interface RowViewProps extends Pick<MessageRowProps, "isEditing" | "onEdit" | "onDelete" | "save"> {
  readonly row: Row;
  readonly room: ChatRoom;
  readonly state: RoomSnapshot;
}

/** A row with the separators above it. */
export function RowView(props: RowViewProps) {
  const { row } = props;
  return (
    <div className="pb-px">
      {row.day !== undefined && <Separator label={row.day} />}
      {row.isNew && <Separator label="New" tone="accent" />}
      <Body {...props} />
    </div>
  );
}

function Body({ row, room, state, ...rest }: RowViewProps): ReactNode {
  const me = useMe();
  switch (row.kind) {
    case "start": {
      const isEmpty = state.pending.length === 0 && !state.items.some((item) => item.kind === "message");
      return state.room === undefined ? null : <StartRow room={state.room} isEmpty={isEmpty} />;
    }
    case "notices":
      return <NoticeRow notices={row.notices} />;
    case "pending":
      return <PendingRow item={row.item} isHead={row.isHead} isLive={state.status === "joined"} room={room} />;
    case "message": {
      const isMine = row.message.user_id === me.id;
      const mayDelete = isMine || state.role === "owner" || state.role === "admin";
      return <MessageRow message={row.message} isHead={row.isHead} isMine={isMine} mayDelete={mayDelete} {...rest} />;
    }
  }
}
