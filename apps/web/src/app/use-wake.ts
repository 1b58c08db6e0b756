import { useEffect } from "react";
import { useClient } from "../client/use-client.ts";

/** When the machine wakes or its network returns, the connection is looked after at once. */
export function useWake(): void {
  const { connection, myRooms } = useClient();
  useEffect(() => {
    const wake = () => {
      if (document.visibilityState !== "visible") return;
      connection.tryNow();
      void myRooms.load();
    };
    const online = () => connection.tryNow();
    addEventListener("online", online);
    document.addEventListener("visibilitychange", wake);
    return () => {
      removeEventListener("online", online);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [connection, myRooms]);
}
