import { LogOut, ScrollText, Settings, Users } from "lucide-react";
import { useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useWatch } from "../../client/use-watch.ts";
import { navigate } from "../../navigation/navigate.ts";
import type { Route } from "../../navigation/route.ts";
import { PersonName } from "../../people/person-name.tsx";
import { t } from "../../strings/t.ts";
import { Avatar, initials } from "../../ui/avatar.tsx";
import { moveItemFocus } from "../../ui/focus/move-item-focus.ts";
import { MenuItem } from "../../ui/menu-item.tsx";
import { Popover } from "../../ui/popover.tsx";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";
import { SignOutDialog } from "./sign-out-dialog.tsx";
import { ThemeChoice } from "./theme-choice.tsx";

/** Who one is here, how it looks, how it is connected, and the way out. */
export function AccountMenu() {
  const client = useClient();
  const me = useMe();
  const { problem, isHeld, show } = useProblem();
  const [unsent, setUnsent] = useState(0);
  const signOut = () => {
    setUnsent(client.unsentCount);
    if (client.unsentCount > 0 || isHeld) return;
    client.signOut().catch(show);
  };
  return (
    <>
      <Popover
        label={t.account.title}
        kind="dialog"
        trigger={(props) => (
          <button
            {...props}
            type="button"
            // With what is seen of it, for those who call it by that.
            aria-label={t.account.of(me.username, initials(me.username))}
            className="grid place-items-center rounded-lg touch:size-11"
          >
            <Avatar userId={me.id} name={me.username} size={24} />
          </button>
        )}
      >
        {(close) => (
          <div className="w-72 max-w-full">
            <div className="flex items-center gap-3 px-2.5 pt-2 pb-2.5">
              <Avatar userId={me.id} name={me.username} size={36} />
              <div className="min-w-0">
                <p className="flex font-name">
                  <PersonName username={me.username} displayName={me.display_name} />
                </p>
                {me.email !== undefined && <p className="truncate text-small text-soft">{me.email}</p>}
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
                label={t.account.settings}
                onSelect={go(close, { page: "settings", section: "account" })}
              />
              {me.admin && (
                <>
                  <MenuItem
                    icon={Users}
                    label={t.account.people}
                    onSelect={go(close, { page: "admin", section: "people" })}
                  />
                  <MenuItem
                    icon={ScrollText}
                    label={t.account.auditLog}
                    onSelect={go(close, { page: "admin", section: "audit" })}
                  />
                </>
              )}
              <MenuItem icon={LogOut} label={t.account.signOut} onSelect={signOut} />
            </div>
          </div>
        )}
      </Popover>
      {unsent > 0 && <SignOutDialog unsent={unsent} onSignOut={() => client.signOut()} onClose={() => setUnsent(0)} />}
    </>
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
      <dt>{t.account.connection}</dt>
      <dd className="truncate text-ink">{state.status === "online" ? state.serverId : t.account.noConnection}</dd>
    </dl>
  );
}
