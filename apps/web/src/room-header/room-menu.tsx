import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { Ellipsis, Info, LogOut } from "lucide-react";
import { useState } from "react";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { LaterDialog } from "../ui/later/later-dialog.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
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
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label={t.roomHeader.menu} />}
      >
        {(close) => {
          const show = (name: "details" | "leave") => () => {
            close();
            setDialog(name);
          };
          return (
            <>
              <MenuItem icon={Info} label={t.roomHeader.details} onSelect={show("details")} />
              {role !== undefined && (
                <MenuItem icon={LogOut} label={t.roomHeader.leave} tone="bad" onSelect={show("leave")} />
              )}
            </>
          );
        }}
      </Popover>
      {dialog === "details" && <LaterDialog load={loadDetails} props={{ room, role, onClose }} />}
      {dialog === "leave" && <LaterDialog load={loadLeave} props={{ room, onClose }} />}
    </>
  );
}

const loadDetails = async () => (await import("./room-details.tsx")).RoomDetails;
const loadLeave = async () => (await import("./leave-dialog.tsx")).LeaveDialog;
