import type { Room } from "@hubbub/ws-protocol";
import { type ReactNode, useState } from "react";
import { useIsBlocked } from "../../client/use-is-blocked.ts";
import { useMe } from "../../client/use-me.ts";
import { PersonName } from "../../names/person-name.tsx";
import { PresentFace } from "../../names/present-face.tsx";
import { PresenceWords } from "../../names/presence/presence-words.tsx";
import { later } from "../../strings/later.ts";
import { MenuItem } from "../../ui/menu-item.tsx";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../../ui/waiting/skeleton-lines.tsx";
import type { ActedOn } from "./acted-on.ts";
import { personActionLooks } from "./person-action-looks.ts";
import type { PersonAction } from "./person-action.ts";
import { isModerated, personActions } from "./person-actions.ts";
import { type PersonActionsOf, usePersonActionsOf } from "./person-actions-context.ts";
import type { Standing } from "./standing.ts";
import { useAct } from "./use-act.ts";
import { useStanding } from "./use-standing.ts";

interface ItemsProps {
  readonly person: ActedOn;
  readonly standing: Standing | undefined;
  /** Stands before what one can do about them. */
  readonly first: ReactNode;
  readonly close: () => void;
}

/** What is in a person's menu. What it reads changes with all that happens in the room, and most menus are shut. */
export function PersonItems(props: ItemsProps) {
  const actions = usePersonActionsOf();
  return actions.room !== undefined && <Items {...actions} {...props} room={actions.room} />;
}

function Items({
  room,
  ownRole,
  mayWrite,
  person,
  standing: known,
  first,
  close,
}: PersonActionsOf & ItemsProps & { room: Room }) {
  const me = useMe();
  const isMe = person.userId === me.id;
  const isBlocked = useIsBlocked();
  const looksAfter = (ownRole === "owner" || ownRole === "admin") && isModerated(room);
  const isWanted = known === undefined && looksAfter && !isMe;
  const asked = useStanding(room.id, person.userId, isWanted);
  const act = useAct();
  const { problem, isHeld, show } = useProblem();
  const [busy, setBusy] = useState(false);
  const groups = personActions({
    room,
    isMe,
    ownRole,
    mayWrite,
    isBlocked: isBlocked(person.userId),
    standing: known ?? asked,
  });
  const choose = async (action: PersonAction): Promise<void> => {
    if (busy || isHeld) return;
    setBusy(true);
    try {
      await act(action, person, close);
    } catch (error) {
      show(error);
    }
    setBusy(false);
  };
  return (
    <>
      <div aria-hidden className="flex items-center gap-3 px-2.5 pt-1.5 pb-2.5 [--under-dot:var(--color-raised)]">
        <PresentFace userId={person.userId} said={person.name} size={36} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-name">
            <PersonName username={person.username} displayName={person.name} />
          </p>
          <p className="text-small text-soft empty:hidden">
            <PresenceWords userId={person.userId} />
          </p>
        </div>
      </div>
      {first !== undefined && (
        <div role="group" className={groupLook}>
          {first}
        </div>
      )}
      {groups.map((group) => (
        <div key={group[0]} role="group" className={groupLook}>
          {group.map((action) => (
            <MenuItem
              key={action}
              {...personActionLooks[action]}
              label={later.people.actions[action]}
              onSelect={() => void choose(action)}
            />
          ))}
        </div>
      ))}
      {isWanted && asked === undefined && (
        <Delayed>
          <SkeletonLines label={later.people.loadingActions} widths={[40, 62, 45]} />
        </Delayed>
      )}
      {problem !== undefined && (
        <p role="alert" className="max-w-56 px-2.5 py-1 text-small text-bad phone:max-w-none">
          <ProblemText problem={problem} />
        </p>
      )}
    </>
  );
}

const groupLook = "[&+&]:mt-1.5 [&+&]:border-t [&+&]:border-line [&+&]:pt-1.5";
