import type { ConnectionState } from "@hubbub/client";
import { useClient } from "../client/use-client.ts";
import { useTitle } from "../client/use-title.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Countdown } from "../ui/waiting/countdown.tsx";

/** In place of everything: the server lets no page of this address connect, and only who runs it can change that. */
export function RefusedPage({ state }: { state: ConnectionState }) {
  const { connection } = useClient();
  useTitle("This page may not connect");
  return (
    <main tabIndex={-1} className="grid h-full place-items-center bg-paper">
      <EmptyState
        isPage
        title="This page may not connect"
        actions={
          <Button look="primary" onClick={() => connection.tryNow()}>
            Try now
          </Button>
        }
      >
        <p>
          The server takes no connections of pages from <Name>{location.origin}</Name>.
        </p>
        <p className="mt-2">
          Whoever runs it can list that in the setting <Name>ALLOWED_ORIGINS</Name>, or have the proxy in front of it
          pass on the name that browsers ask for (<Name>Host</Name>).
        </p>
        <p className="mt-2">
          {state.status === "waiting" ? (
            <>
              hubbub tries again in <Countdown toMs={state.retryAtMs} />.
            </>
          ) : (
            "hubbub is trying again."
          )}{" "}
          You are still signed in.
        </p>
      </EmptyState>
    </main>
  );
}

function Name({ children }: { children: string }) {
  return <code className="text-ink wrap-anywhere">{children}</code>;
}
