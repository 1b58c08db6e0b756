import type { ConnectionState } from "@hubbub/client";
import type { ReactNode } from "react";
import { useClient } from "../../client/use-client.ts";
import { useWatch } from "../../client/use-watch.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { Countdown } from "../../ui/waiting/countdown.tsx";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { Spinner } from "../../ui/waiting/spinner.tsx";

/** A break that is over so soon is not worth a word; one without a network will not be. */
const shortBreakMs = 700;

/** Says how the connection is while it is not fine. */
export function ConnectionLine() {
  const { connection, waitingCount } = useClient();
  const state = useWatch(connection.state);
  const waiting = useWatch(waitingCount);
  if (state.status === "online" || state.status === "stopped") return null;
  const messages = waiting === 0 ? "" : t.room.connection.waiting(waiting);
  return (
    <Delayed byMs={navigator.onLine ? shortBreakMs : 0}>
      <span role="status" className="sr-only">
        {state.status === "ended" ? t.room.connection.tooOld : t.room.connection.none}
      </span>
      <div
        data-testid="connection"
        className="flex min-h-8.5 shrink-0 items-center gap-2 py-1 border-b border-line bg-accent-soft px-5 text-mid phone:px-3.5"
      >
        <Text state={state} messages={messages} />
        {state.status === "waiting" && (
          <Button look="text" onClick={() => connection.tryNow()}>
            {t.ui.tryNow}
          </Button>
        )}
        {state.status === "ended" && (
          <Button look="text" onClick={() => location.reload()}>
            {t.ui.reload}
          </Button>
        )}
      </div>
    </Delayed>
  );
}

function Text({ state, messages }: { state: ConnectionState; messages: string }): ReactNode {
  if (state.status === "ended") return <span>{t.room.connection.tooOldForServer(messages)}</span>;
  return (
    <>
      <Spinner />
      {state.status === "waiting" && (
        <span>
          {t.room.connection.tryingIn(
            state.refusal?.message ?? t.room.connection.lost,
            <Countdown toMs={state.retryAtMs} />,
            messages,
          )}
        </span>
      )}
      {state.status === "connecting" && (
        <span>{(state.lost ? t.room.connection.tryingNow : t.room.connection.connecting)(messages)}</span>
      )}
    </>
  );
}
