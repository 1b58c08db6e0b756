import type { MemberRole } from "@hubbub/ws-protocol";
import { Crown, Ellipsis, Shield, User, UserMinus } from "lucide-react";
import { useMe } from "../../client/use-me.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { MenuItem } from "../../ui/menu-item.tsx";
import { Popover } from "../../ui/popover.tsx";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";
import type { ListedPerson } from "./listed-person.ts";
import { type Change, isAskedAbout } from "./manage-dialog.tsx";
import { revealed } from "./revealed.ts";

const roles = [
  { role: "owner", label: "Make owner", icon: Crown },
  { role: "admin", label: "Make admin", icon: Shield },
  { role: "member", label: "Make member", icon: User },
] as const satisfies readonly { role: MemberRole; label: string; icon: typeof User }[];

/** What those who look after a room can do for a person in it. */
export function PersonMenu({
  person,
  isOwner,
  onToggle,
  onAsk,
  onChange,
}: {
  person: ListedPerson;
  isOwner: boolean;
  onToggle: (isOpen: boolean) => void;
  /** It is done once that was confirmed. */
  onAsk: (change: Change) => void;
  /** Throws what the server says. */
  onChange: (change: Change) => Promise<void>;
}) {
  const me = useMe();
  const { problem, isHeld, show, clear } = useProblem();
  const choose = (change: Change, close: () => void) => {
    if (isAskedAbout(change, person, me.id)) {
      // What closes gives the focus back first, then the dialog takes it.
      close();
      onAsk(change);
    } else if (!isHeld) onChange(change).then(close, show);
  };
  return (
    <Popover
      label={person.name}
      kind="menu"
      onToggle={onToggle}
      trigger={(props) => (
        <IconButton
          {...props}
          icon={Ellipsis}
          label={`Manage ${person.name}`}
          onClick={() => isHeld || clear()}
          className={revealed}
        />
      )}
    >
      {(close) => (
        <>
          {isOwner &&
            roles
              .filter(({ role }) => role !== person.role)
              .map(({ role, label, icon }) => (
                <MenuItem key={role} icon={icon} label={label} onSelect={() => choose(role, close)} />
              ))}
          {person.userId !== me.id && (
            <MenuItem
              icon={UserMinus}
              label="Remove from the room"
              tone="bad"
              onSelect={() => choose("remove", close)}
            />
          )}
          {problem !== undefined && (
            <p role="alert" className="max-w-56 px-2.5 py-1 text-small text-bad">
              <ProblemText problem={problem} />
            </p>
          )}
        </>
      )}
    </Popover>
  );
}
