import type { Room } from "@hubbub/ws-protocol";
import { flushSync } from "react-dom";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { navigate } from "../navigation/navigate.ts";
import { drafts } from "../storage/drafts.ts";
import { editDrafts } from "../storage/edit-drafts.ts";
import { lastRoom } from "../storage/last-room.ts";
import { later } from "../strings/later.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

export function LeaveDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { myRooms } = useClient();
  const me = useMe();
  const leave = async (): Promise<void> => {
    await myRooms.leave(room.id);
    lastRoom.write(me.id, undefined);
    drafts.leave(me.id, room.id);
    editDrafts.leave(me.id, room.id);
    flushSync(onClose);
    navigate({ page: "home" }, "replace");
  };
  const words = later.roomHeader.leaving;
  return (
    <ConfirmDialog
      title={words.title(room.name)}
      keep={words.keep}
      confirm={words.confirm}
      onConfirm={leave}
      onClose={onClose}
    >
      <p>{room.type === "private" ? words.private : words.public}</p>
    </ConfirmDialog>
  );
}
