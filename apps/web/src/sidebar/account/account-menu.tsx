import { useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { PresentFace } from "../../names/present-face.tsx";
import { useName } from "../../names/use-name-of.ts";
import { awaitedCount } from "../../storage/underway.ts";
import { t } from "../../strings/t.ts";
import { initials } from "../../ui/avatar.tsx";
import { LaterDialog } from "../../ui/later/later-dialog.tsx";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { preload } from "../../ui/later/use-loaded.ts";
import { Popover } from "../../ui/popover.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";

/** Who one is here, how it looks, how it is connected, and the way out. */
export function AccountMenu() {
  const client = useClient();
  const me = useMe();
  const name = useName(me.id, me.username);
  const { problem, isHeld, show } = useProblem();
  const [unsent, setUnsent] = useState(0);
  const signOut = () => {
    const count = client.unsentCount + awaitedCount();
    setUnsent(count);
    if (count > 0 || isHeld) return;
    client.signOut().catch(show);
  };
  return (
    <>
      <Popover
        label={t.account.title}
        kind="dialog"
        onNear={() => preload(loadItems)}
        trigger={(props) => (
          <button
            {...props}
            type="button"
            // With what is seen of it, for those who call it by that.
            aria-label={t.account.of(name, initials(name))}
            aria-describedby={presenceId}
            className="grid place-items-center rounded-lg touch:size-11"
          >
            <PresentFace userId={me.id} said={me.username} size={24} wordsId={presenceId} />
          </button>
        )}
      >
        {(close) => (
          <LaterPart load={loadItems} name={t.account.title} props={{ problem, close, onSignOut: signOut }} />
        )}
      </Popover>
      {unsent > 0 && (
        <LaterDialog
          load={loadSignOut}
          name={t.account.title}
          props={{ unsent, onSignOut: () => client.signOut(), onClose: () => setUnsent(0) }}
        />
      )}
    </>
  );
}

const presenceId = "presence-own";
const loadItems = async () => (await import("./account-items.tsx")).AccountItems;
const loadSignOut = async () => (await import("./sign-out-dialog.tsx")).SignOutDialog;
