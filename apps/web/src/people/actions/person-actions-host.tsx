import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { type ReactNode, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useToast } from "../../ui/toasts/use-toast.ts";
import { useOpenDirect } from "../use-open-direct.ts";
import type { ActedOn } from "./acted-on.ts";
import { BanDialog } from "./ban-dialog.tsx";
import { BlockDialog } from "./block-dialog.tsx";
import { endOf, type Length } from "./how-long.ts";
import { MuteDialog } from "./mute-dialog.tsx";
import type { PersonAction } from "./person-action.ts";
import { PersonActionsContext } from "./person-actions-context.ts";
import { RoleDialog } from "./role-dialog.tsx";

/** What is done about people in a room. Its dialogs stand here: a row, and a menu in it, may go at any time. */
export function PersonActionsHost({
  room,
  ownRole,
  mayWrite,
  onMention,
  children,
}: {
  room: Room | undefined;
  ownRole: MemberRole | undefined;
  mayWrite: boolean;
  onMention: (name: string) => void;
  children: ReactNode;
}) {
  const me = useMe();
  const [asked, setAsked] = useState<{ readonly action: PersonAction; readonly person: ActedOn }>();
  const run = useActions(room);
  const openDirect = useOpenDirect();

  const act = async (action: PersonAction, person: ActedOn, close: () => void): Promise<void> => {
    if (action === "message") return await openDirect(person.userId, close);
    if (isAsked(action, person.userId === me.id)) {
      // What closes gives the focus back first, then the dialog takes it.
      close();
      return setAsked({ action, person });
    }
    if (action === "mention") {
      close();
      return onMention(person.name);
    }
    await run[action](person);
    close();
  };
  const ended = () => setAsked(undefined);
  return (
    <PersonActionsContext value={{ room, ownRole, mayWrite, act }}>
      {children}
      {asked !== undefined && room !== undefined && <Question {...asked} room={room} run={run} onClose={ended} />}
    </PersonActionsContext>
  );
}

type Actions = ReturnType<typeof useActions>;

/** What is done once it is sure. Each throws what the server says. */
function useActions(room: Room | undefined) {
  const { blocks, rooms, safety } = useClient();
  const say = useToast();
  const { id: roomId = 0, name: roomName = "" } = room ?? {};
  const setRole =
    (role: MemberRole) =>
    async ({ userId, name }: ActedOn) => {
      await rooms.setRole(roomId, userId, role);
      say(`${name} is now ${role === "member" ? "a member" : `an ${role}`}.`);
    };
  return {
    mute: async ({ userId, name }: ActedOn, length: Length) => {
      await safety.mute(roomId, userId, endOf(length, new Date()));
      say(`${name} is muted ${length.words}.`);
    },
    unmute: async ({ userId, name }: ActedOn) => {
      await safety.unmute(roomId, userId);
      say(`${name} may write again.`);
    },
    remove: async ({ userId, name }: ActedOn) => {
      await rooms.removeMember(roomId, userId);
      say(`${name} is no longer in ${roomName}.`);
    },
    ban: async ({ userId, name }: ActedOn, length: Length, reason: string) => {
      await safety.ban(roomId, userId, { ...endOf(length, new Date()), ...(reason === "" ? {} : { reason }) });
      say(`${name} is banned ${length.words}.`);
    },
    unban: async ({ userId, name }: ActedOn) => {
      await safety.unban(roomId, userId);
      say(`${name} may come back.`);
    },
    owner: setRole("owner"),
    admin: setRole("admin"),
    member: setRole("member"),
    block: async ({ userId, name }: ActedOn) => {
      await blocks.block(userId);
      say(`You have blocked ${name}.`);
    },
    unblock: async ({ userId, name }: ActedOn) => {
      await blocks.unblock(userId);
      say(`${name} is no longer blocked.`);
    },
  };
}

type Asked = "mute" | "remove" | "ban" | "block" | MemberRole;

/** What ends something, or what one cannot take back oneself. */
function isAsked(action: PersonAction, isMe: boolean): action is Asked {
  if (action === "admin" || action === "member") return isMe;
  return ["mute", "remove", "ban", "block", "owner"].includes(action);
}

function Question({
  action,
  person,
  room,
  run,
  onClose,
}: {
  action: PersonAction;
  person: ActedOn;
  room: Room;
  run: Actions;
  onClose: () => void;
}) {
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
    default:
      return null;
  }
}
