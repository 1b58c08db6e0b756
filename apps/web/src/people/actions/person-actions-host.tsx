import { t } from "../../strings/t.ts";
import type { MemberRole, Room } from "@hubbub/ws-protocol";
import { type ReactNode, useState } from "react";
import { LaterDialog } from "../../ui/later/later-dialog.tsx";
import type { ActedOn } from "./acted-on.ts";
import type { AskedAction } from "./person-action.ts";
import { PersonActionsContext } from "./person-actions-context.ts";

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
  onMention: (username: string) => void;
  children: ReactNode;
}) {
  const [asked, setAsked] = useState<{ readonly action: AskedAction; readonly person: ActedOn }>();
  const ask = (action: AskedAction, person: ActedOn) => setAsked({ action, person });
  const ended = () => setAsked(undefined);
  return (
    <PersonActionsContext value={{ room, ownRole, mayWrite, ask, mention: onMention }}>
      {children}
      {asked !== undefined && room !== undefined && (
        <LaterDialog
          load={loadQuestion}
          name={t.ui.moreAbout(asked.person.name)}
          props={{ ...asked, room, onClose: ended }}
        />
      )}
    </PersonActionsContext>
  );
}

const loadQuestion = async () => (await import("./person-question.tsx")).PersonQuestion;
