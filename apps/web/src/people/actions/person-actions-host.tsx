import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { type ReactNode, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { LaterDialog } from "../../ui/later/later-dialog.tsx";
import { useOpenDirect } from "../use-open-direct.ts";
import type { ActedOn } from "./acted-on.ts";
import type { PersonAction } from "./person-action.ts";
import { PersonActionsContext } from "./person-actions-context.ts";
import type { AskedAction } from "./person-question.tsx";
import { usePersonActions } from "./use-person-actions.ts";

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
  const [asked, setAsked] = useState<{ readonly action: AskedAction; readonly person: ActedOn }>();
  const run = usePersonActions(room);
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
      {asked !== undefined && room !== undefined && (
        <LaterDialog load={loadQuestion} props={{ ...asked, room, run, onClose: ended }} />
      )}
    </PersonActionsContext>
  );
}

const loadQuestion = async () => (await import("./person-question.tsx")).PersonQuestion;

/** What ends something, or what one cannot take back oneself. */
function isAsked(action: PersonAction, isMe: boolean): action is AskedAction {
  if (action === "admin" || action === "member") return isMe;
  return ["mute", "remove", "ban", "block", "owner"].includes(action);
}
