import { useEffect } from "react";
import { useClient } from "./use-client.ts";
import { useWatch } from "./use-watch.ts";

/** The tab's title while the component is shown, after the number of messages that are meant for oneself. */
export function useTitle(title: string | undefined): void {
  const { myRooms } = useClient();
  const { alerts } = useWatch(myRooms.unread);
  useEffect(() => {
    const count = alerts === 0 ? "" : `(${alerts}) `;
    document.title = count + (title === undefined ? "hubbub" : `${title} · hubbub`);
    return () => {
      document.title = "hubbub";
    };
  }, [title, alerts]);
}
