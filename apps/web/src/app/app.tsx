import type { ConnectionState } from "@hubbub/client";
import { MeContext } from "../client/me-context.ts";
import { useClient } from "../client/use-client.ts";
import { useWatch } from "../client/use-watch.ts";
import { loadAuthPages } from "../pages/sign-in/load-auth-pages.ts";
import { useKeptFocus } from "../ui/focus/use-kept-focus.ts";
import { LaterPage } from "../ui/later/later-page.tsx";
import { Toasts } from "../ui/toasts/toasts.tsx";
import { Shell } from "./shell.tsx";
import { Starting } from "./starting.tsx";
import { useResume } from "./use-resume.ts";

/** The gate: who is not signed in sees the pages for that, everybody else their rooms. */
export function App() {
  const client = useClient();
  const session = useWatch(client.session.state);
  const connection = useWatch(client.connection.state);
  const resume = useResume();
  useKeptFocus();
  return (
    <div
      className="h-full"
      data-server-id={connection.status === "online" ? connection.serverId : undefined}
      data-connection={connection.status}
    >
      {session.status === "unknown" && <Starting resume={resume} />}
      {session.status === "signed_out" && <LaterPage load={loadAuthPages} props={{ session }} />}
      {session.status === "signed_in" && (
        <MeContext key={session.user.id} value={session.user}>
          <Toasts>
            {isForbidden(connection) ? <LaterPage load={loadRefused} props={{ state: connection }} /> : <Shell />}
          </Toasts>
        </MeContext>
      )}
    </div>
  );
}

function isForbidden(connection: ConnectionState): boolean {
  return "refusal" in connection && connection.refusal?.code === "forbidden";
}

const loadRefused = async () => (await import("./refused-page.tsx")).RefusedPage;
