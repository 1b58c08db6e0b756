import { useEffect } from "react";
import { useClient } from "../client/use-client.ts";
import { watchHands } from "./watch-hands.ts";

/** Tells the server when nobody sits before this window, and when somebody is back. */
export function useOwnPresence(): void {
  const { presence } = useClient();
  useEffect(
    () => watchHands(document, { onIdle: () => presence.set("away"), onBack: () => presence.set("online") }),
    [presence],
  );
}
