import type { ConnectionState } from "@hubbub/client";
import { MeContext } from "../client/me-context.ts";
import { useClient } from "../client/use-client.ts";
import { useWatch } from "../client/use-watch.ts";
import { AuthPages } from "../pages/sign-in/auth-pages.tsx";
import { useKeptFocus } from "../ui/focus/use-kept-focus.ts";
import { Toasts } from "../ui/toasts/toasts.tsx";
import { RefusedPage } from "./refused-page.tsx";
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
      {session.status === "signed_out" && <AuthPages session={session} />}
      {session.status === "signed_in" && (
        <MeContext key={session.user.id} value={session.user}>
          <Toasts>{isForbidden(connection) ? <RefusedPage state={connection} /> : <Shell />}</Toasts>
        </MeContext>
      )}
    </div>
  );
}

function isForbidden(connection: ConnectionState): boolean {
  return "refusal" in connection && connection.refusal?.code === "forbidden";
}
