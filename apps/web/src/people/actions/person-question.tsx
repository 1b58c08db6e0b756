import type { Room } from "@hubbub/ws-protocol";
import type { ActedOn } from "./acted-on.ts";
import { BanDialog } from "./ban-dialog.tsx";
import { BlockDialog } from "./block-dialog.tsx";
import { MuteDialog } from "./mute-dialog.tsx";
import type { AskedAction } from "./person-action.ts";
import { RoleDialog } from "./role-dialog.tsx";
import { usePersonActions } from "./use-person-actions.ts";

/** Asks before something is done about a person, and then does it. */
export function PersonQuestion({
  action,
  person,
  room,
  onClose,
}: {
  action: AskedAction;
  person: ActedOn;
  room: Room;
  onClose: () => void;
}) {
  const run = usePersonActions(room);
  const { name } = person;
  switch (action) {
    case "mute":
      return (
        <MuteDialog name={name} roomName={room.name} onMute={(length) => run.mute(person, length)} onClose={onClose} />
      );
    case "ban":
      return (
        <BanDialog
          name={name}
          roomName={room.name}
          onBan={(length, reason) => run.ban(person, length, reason)}
          onClose={onClose}
        />
      );
    case "block":
      return <BlockDialog name={name} onBlock={() => run.block(person)} onClose={onClose} />;
    case "remove":
    case "owner":
    case "admin":
    case "member":
      return (
        <RoleDialog
          room={room}
          person={person}
          change={action}
          onConfirm={() => run[action](person)}
          onClose={onClose}
        />
      );
  }
}
