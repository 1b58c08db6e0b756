import { useEffect } from "react";
import { useClient } from "../client/use-client.ts";

/**
 * When the machine wakes or its network goes or returns, the connection is looked after at once. What the browser says of
 * the network is only a reason to look: without one the connection is given up and tried again as always, and that there
 * is one is believed when the server has answered.
 */
export function useWake(): void {
  const { blocks, connection, myRooms } = useClient();
  useEffect(() => {
    const wake = () => {
      if (document.visibilityState !== "visible") return;
      connection.tryNow();
      void myRooms.load();
      // One may have blocked somebody in another window.
      void blocks.load();
    };
    const online = () => connection.tryNow();
    // A socket of the network that is gone would be found silent only after a heartbeat.
    const offline = () => connection.restart();
    addEventListener("online", online);
    addEventListener("offline", offline);
    document.addEventListener("visibilitychange", wake);
    return () => {
      removeEventListener("online", online);
      removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [blocks, connection, myRooms]);
}
