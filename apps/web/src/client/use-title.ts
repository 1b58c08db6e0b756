import { useEffect } from "react";
import { useClient } from "./use-client.ts";
import { useWatch } from "./use-watch.ts";

/** The tab's title while the component is shown, after the number of messages that are meant for oneself, in threads too. */
export function useTitle(title: string | undefined): void {
  const { myRooms, threads } = useClient();
  const alerts = useWatch(myRooms.unread).alerts + useWatch(threads.state).mentionCount;
  useEffect(() => {
    const count = alerts === 0 ? "" : `(${alerts}) `;
    document.title = count + (title === undefined ? "hubbub" : `${title} · hubbub`);
    return () => {
      document.title = "hubbub";
    };
  }, [title, alerts]);
}
