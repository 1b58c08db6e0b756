import type { User } from "@hubbub/client";
import { useState } from "react";
import { useMe } from "../../../client/use-me.ts";
import { PersonName } from "../../../names/person-name.tsx";
import { later } from "../../../strings/later.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Button } from "../../../ui/button.tsx";
import { ProblemText } from "../../../ui/problems/problem-text.tsx";
import { useProblem } from "../../../ui/problems/use-problem.ts";
import { momentWords } from "../../../ui/time/moment-words.ts";

/** An account with what a server admin does about it. */
export function AccountRow({
  user,
  onDisable,
  onEnable,
}: {
  user: User;
  onDisable: (user: User) => void;
  /** Throws what the server says. */
  onEnable: (user: User) => Promise<void>;
}) {
  const me = useMe();
  const { problem, isHeld, show } = useProblem();
  const [busy, setBusy] = useState(false);
  const enable = async (): Promise<void> => {
    setBusy(true);
    try {
      await onEnable(user);
    } catch (error) {
      show(error);
    }
    setBusy(false);
  };
  const words = later.admin.people;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Avatar userId={user.id} name={user.display_name || user.username} size={36} url={user.avatar_url} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className={`flex min-w-0 font-name ${user.disabled ? "text-soft line-through" : ""}`}>
            <PersonName username={user.username} displayName={user.display_name} />
          </span>
          {user.admin && <span className="text-small text-accent">{words.admin}</span>}
          {user.disabled && <span className="text-small text-bad">{words.disabled}</span>}
          {user.id === me.id && <span className="text-small text-soft">{words.you}</span>}
        </div>
        <p className="text-small wrap-anywhere text-soft">
          {words.signedUp(user.email ?? "", momentWords(user.created_at))}
        </p>
        {problem !== undefined && (
          <p role="alert" className="text-small text-bad">
            <ProblemText problem={problem} />
          </p>
        )}
      </div>
      {user.id !== me.id && !user.disabled && (
        <Button look="danger" aria-label={words.disablePerson(user.username)} onClick={() => onDisable(user)}>
          {words.disable}
        </Button>
      )}
      {user.id !== me.id && user.disabled && (
        <Button
          aria-label={words.enablePerson(user.username)}
          busy={busy}
          disabled={isHeld}
          onClick={() => void enable()}
        >
          {words.enable}
        </Button>
      )}
    </li>
  );
}
