import { useClient } from "../app/use-client.ts";
import { useWatch } from "../app/use-watch.ts";

/** Which instance this window talks to. */
export function ConnectionDetails() {
  const { connection } = useClient();
  const state = useWatch(connection.state);
  return (
    <dl aria-label="Connection" className="mx-2.5 my-1.5 flex justify-between gap-3 text-small text-soft">
      <dt>Connection</dt>
      <dd className="truncate text-ink">{state.status === "online" ? state.serverId : "none at the moment"}</dd>
    </dl>
  );
}
