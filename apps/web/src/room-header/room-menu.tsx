import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { Ellipsis } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { ActedOn } from "../people/actions/acted-on.ts";
import { PersonMenu } from "../people/actions/person-menu.tsx";
import { hasPeoplePane } from "../rooms/has-people-pane.ts";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { LaterDialog } from "../ui/later/later-dialog.tsx";
import { LaterPart } from "../ui/later/later-part.tsx";
import { preload } from "../ui/later/use-loaded.ts";
import { Popover } from "../ui/popover.tsx";
import type { RoomItem } from "./room-items.tsx";

/** What can be done with a room, and in a direct conversation about the other. */
export function RoomMenu({
  room,
  role,
  peer,
  onDays,
  panels,
  onPanel,
}: {
  room: Room;
  role: MemberRole | undefined;
  peer: ActedOn | undefined;
  /** Asks for another day to look at, beside what was pressed; undefined where there is nothing to look at. */
  onDays: ((at: DOMRect) => void) | undefined;
  /** What the header has no place for. */
  panels: readonly ("pins" | "files")[];
  onPanel: (name: "pins" | "files") => void;
}) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [dialog, setDialog] = useState<"details" | "leave">();
  const onClose = () => setDialog(undefined);
  const offered = [...panels, ...offeredIn(room, role, onDays !== undefined)];
  const choose = (item: RoomItem): void => {
    if (item === "pins" || item === "files") onPanel(item);
    else if (item !== "days") setDialog(item);
    else if (trigger.current !== null) onDays?.(trigger.current.getBoundingClientRect());
  };
  const opens = panels.join(" ");
  const items = (close: () => void): ReactNode => (
    <LaterPart
      load={loadItems}
      name={t.roomHeader.menu}
      props={{
        offered,
        onChoose: (item) => {
          close();
          choose(item);
        },
      }}
    />
  );
  if (peer !== undefined) {
    return (
      <PersonMenu
        person={peer}
        trigger={(props) => (
          <IconButton
            {...props}
            ref={trigger}
            data-opens={opens}
            onPointerEnter={near}
            onFocus={near}
            icon={Ellipsis}
            label={t.ui.moreAbout(peer.name)}
          />
        )}
        {...(offered.length > 0 && { first: items })}
      />
    );
  }
  return (
    <>
      <Popover
        label={t.roomHeader.room}
        kind="menu"
        onNear={near}
        trigger={(props) => (
          <IconButton {...props} ref={trigger} data-opens={opens} icon={Ellipsis} label={t.roomHeader.menu} />
        )}
      >
        {items}
      </Popover>
      {dialog === "details" && (
        <LaterDialog load={loadDetails} name={t.roomHeader.details} props={{ room, role, onClose }} />
      )}
      {dialog === "leave" && <LaterDialog load={loadLeave} name={t.roomHeader.leave} props={{ room, onClose }} />}
    </>
  );
}

function offeredIn(room: Room, role: MemberRole | undefined, hasDays: boolean): readonly RoomItem[] {
  const isShared = hasPeoplePane(room);
  return [
    ...(isShared ? (["details"] as const) : []),
    ...(hasDays ? (["days"] as const) : []),
    ...(isShared && role !== undefined ? (["leave"] as const) : []),
  ];
}

const loadItems = async () => (await import("./room-items.tsx")).RoomItems;
const near = () => preload(loadItems);
const loadDetails = async () => (await import("./room-details.tsx")).RoomDetails;
const loadLeave = async () => (await import("./leave-dialog.tsx")).LeaveDialog;
