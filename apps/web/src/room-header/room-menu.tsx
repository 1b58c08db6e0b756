import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { LaterDialog } from "../ui/later/later-dialog.tsx";
import { LaterPart } from "../ui/later/later-part.tsx";
import { preload } from "../ui/later/use-loaded.ts";
import { Popover } from "../ui/popover.tsx";

/** What can be done with a room. */
export function RoomMenu({ room, role }: { room: Room; role: MemberRole | undefined }) {
  const [dialog, setDialog] = useState<"details" | "leave">();
  const onClose = () => setDialog(undefined);
  return (
    <>
      <Popover
        label={t.roomHeader.room}
        kind="menu"
        onNear={() => preload(loadItems)}
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label={t.roomHeader.menu} />}
      >
        {(close) => (
          <LaterPart
            load={loadItems}
            props={{
              mayLeave: role !== undefined,
              onShow: (name) => {
                close();
                setDialog(name);
              },
            }}
          />
        )}
      </Popover>
      {dialog === "details" && <LaterDialog load={loadDetails} props={{ room, role, onClose }} />}
      {dialog === "leave" && <LaterDialog load={loadLeave} props={{ room, onClose }} />}
    </>
  );
}

const loadItems = async () => (await import("./room-items.tsx")).RoomItems;
const loadDetails = async () => (await import("./room-details.tsx")).RoomDetails;
const loadLeave = async () => (await import("./leave-dialog.tsx")).LeaveDialog;
