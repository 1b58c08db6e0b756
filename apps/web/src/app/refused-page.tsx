import type { ConnectionState } from "@hubbub/client";
import { useClient } from "../client/use-client.ts";
import { useTitle } from "../client/use-title.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Countdown } from "../ui/waiting/countdown.tsx";

/** In place of everything: the server lets no page of this address connect, and only who runs it can change that. */
export function RefusedPage({ state }: { state: ConnectionState }) {
  const { connection } = useClient();
  useTitle(later.app.refused.title);
  return (
    <main tabIndex={-1} className="grid h-full place-items-center bg-paper">
      <EmptyState
        isPage
        title={later.app.refused.title}
        actions={
          <Button look="primary" onClick={() => connection.tryNow()}>
            {t.ui.tryNow}
          </Button>
        }
      >
        <p>{later.app.refused.why(<Name>{location.origin}</Name>)}</p>
        <p className="mt-2">{later.app.refused.what(<Name>ALLOWED_ORIGINS</Name>, <Name>Host</Name>)}</p>
        <p className="mt-2">
          {state.status === "waiting"
            ? t.app.triesAgainIn(<Countdown toMs={state.retryAtMs} />)
            : later.app.triesAgainNow}{" "}
          {t.app.stillSignedIn}
        </p>
      </EmptyState>
    </main>
  );
}

function Name({ children }: { children: string }) {
  return (
    <code dir="ltr" className="text-ink wrap-anywhere">
      {children}
    </code>
  );
}
