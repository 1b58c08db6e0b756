import type { MemberRole, Room } from "@hubbub/ws-protocol";
import type { ReactNode } from "react";
import { useMe } from "../../client/use-me.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import type { ActedOn } from "./acted-on.ts";

/** What is done to someone's membership: they get a role, or it ends. */
type Change = MemberRole | "remove";

/** Names the person and the effect before it is done. */
export function RoleDialog({
  room,
  person,
  change,
  onConfirm,
  onClose,
}: {
  room: Pick<Room, "name" | "type">;
  person: ActedOn;
  change: Change;
  /** Throws what the server says. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}) {
  const me = useMe();
  const name = <span className="font-name wrap-anywhere">{person.name}</span>;
  const words = wordsFor(change, person.userId === me.id ? undefined : name, room);
  return (
    <ConfirmDialog
      title={words.title(person.name)}
      keep={words.keep}
      confirm={words.confirm}
      tone={change === "owner" ? "primary" : "danger"}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{words.effect}</p>
    </ConfirmDialog>
  );
}

interface Words {
  readonly title: (name: string) => string;
  readonly effect: ReactNode;
  readonly keep: string;
  readonly confirm: string;
}

/** `name`: undefined for oneself. */
function wordsFor(change: Change, name: ReactNode | undefined, room: Pick<Room, "name" | "type">): Words {
  if (name === undefined) {
    return {
      title: () => "Give up being an owner?",
      effect: `You can no longer give roles in ${room.name}. Only another owner can make you one again.`,
      keep: "Stay an owner",
      confirm: change === "admin" ? "Become an admin" : "Become a member",
    };
  }
  if (change === "remove") {
    return {
      title: (someone) => `Remove ${someone}?`,
      effect: (
        <>
          {name} can no longer {room.type === "private" ? "read or write" : "write"} in {room.name}, and everyone in it
          sees that you did it.{" "}
          {room.type === "private"
            ? "An owner or an admin has to add them before they can come back."
            : "It is public: they can join again by themselves."}
        </>
      ),
      keep: "Keep them",
      confirm: "Remove",
    };
  }
  return {
    title: (someone) => `Make ${someone} an owner?`,
    effect: (
      <>
        {name} can then do in {room.name} all that you can: change or archive it, give and take roles, and remove
        people, you among them.
      </>
    ),
    keep: "Not now",
    confirm: "Make owner",
  };
}
