import { LogOut, ScrollText, Settings, Users } from "lucide-react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useWatch } from "../../client/use-watch.ts";
import { navigate } from "../../navigation/navigate.ts";
import type { Route } from "../../navigation/route.ts";
import { PersonName } from "../../names/person-name.tsx";
import { PersonFace } from "../../names/person-face.tsx";
import { PresenceWords } from "../../names/presence/presence-words.tsx";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { moveItemFocus } from "../../ui/focus/move-item-focus.ts";
import { MenuItem } from "../../ui/menu-item.tsx";
import type { Problem } from "../../ui/problems/problem.ts";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { ThemeChoice } from "./theme-choice.tsx";

/** What is in the account menu. */
export function AccountItems({
  problem,
  close,
  onSignOut,
}: {
  /** Why one could not sign out. */
  problem: Problem | undefined;
  close: () => void;
  onSignOut: () => void;
}) {
  const me = useMe();
  return (
    <div className="w-72 max-w-full">
      <div className="flex items-center gap-3 px-2.5 pt-2 pb-2.5">
        <PersonFace userId={me.id} said={me.username} size={36} />
        <div className="min-w-0">
          <p className="flex font-name">
            <PersonName username={me.username} displayName={me.display_name} />
          </p>
          {me.email !== undefined && <p className="truncate text-small text-soft">{me.email}</p>}
          <p className="truncate text-small text-soft empty:hidden">
            <PresenceWords userId={me.id} />
          </p>
        </div>
      </div>
      <ThemeChoice />
      <ConnectionDetails />
      {problem !== undefined && (
        <p role="alert" className="px-2.5 py-1 text-small text-bad">
          <ProblemText problem={problem} />
        </p>
      )}
      <div role="menu" aria-label={t.account.title} tabIndex={-1} onKeyDown={moveItemFocus}>
        <MenuItem
          icon={Settings}
          label={later.account.settings}
          onSelect={go(close, { page: "settings", section: "account" })}
        />
        {me.admin && (
          <>
            <MenuItem
              icon={Users}
              label={later.account.people}
              onSelect={go(close, { page: "admin", section: "people" })}
            />
            <MenuItem
              icon={ScrollText}
              label={later.account.auditLog}
              onSelect={go(close, { page: "admin", section: "audit" })}
            />
          </>
        )}
        <MenuItem icon={LogOut} label={later.account.signOut} onSelect={onSignOut} />
      </div>
    </div>
  );
}

function go(close: () => void, to: Route) {
  return () => {
    close();
    navigate(to);
  };
}

/** Which instance this window talks to. */
function ConnectionDetails() {
  const { connection } = useClient();
  const state = useWatch(connection.state);
  return (
    <dl className="mx-2.5 my-1.5 flex justify-between gap-3 text-small text-soft">
      <dt>{later.account.connection}</dt>
      <dd className="truncate text-ink">{state.status === "online" ? state.serverId : later.account.noConnection}</dd>
    </dl>
  );
}
