import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { Ellipsis, Info, LogOut } from "lucide-react";
import { useState } from "react";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { Popover } from "../ui/popover.tsx";
import { LeaveDialog } from "./leave-dialog.tsx";
import { RoomDetails } from "./room-details.tsx";

/** What can be done with a room. */
export function RoomMenu({ room, role }: { room: Room; role: MemberRole | undefined }) {
  const [dialog, setDialog] = useState<"details" | "leave">();
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
      {dialog === "details" && <RoomDetails room={room} role={role} onClose={() => setDialog(undefined)} />}
      {dialog === "leave" && <LeaveDialog room={room} onClose={() => setDialog(undefined)} />}
    </>
  );
}
