import type { MemberRole, Room } from "@hubbub/ws-protocol";
import type { ReactNode } from "react";
import { useMe } from "../../client/use-me.ts";
import { later } from "../../strings/later.ts";
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
    const words = later.people.giveUpOwner;
    return {
      title: () => words.title,
      effect: words.says(room.name),
      keep: words.keep,
      confirm: change === "admin" ? words.becomeAdmin : words.becomeMember,
    };
  }
  if (change === "remove") {
    const { title, keep, confirm, ...says } = later.people.remove;
    return { title, effect: says[room.type === "private" ? "private" : "public"](name, room.name), keep, confirm };
  }
  const { title, says, confirm } = later.people.makeOwner;
  return { title, effect: says(name, room.name), keep: later.ui.notNow, confirm };
}
