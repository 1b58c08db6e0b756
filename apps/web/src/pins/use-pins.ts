import type { RoomSnapshot } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";
import { useCallback, useEffect, useState } from "react";
import { useClient } from "../client/use-client.ts";

/** What is pinned in a room that is open, and follows its log; `isFailed`: it could not be read the last time. */
export function usePins({ id, status, pins }: Pick<RoomSnapshot, "id" | "status" | "pins">): {
  readonly pins: readonly Message[] | undefined;
  readonly isFailed: boolean;
  readonly reload: () => void;
} {
  const client = useClient();
  const [isFailed, setFailed] = useState(false);
  const reload = useCallback(() => {
    client
      .room(id)
      .pins()
      .then(
        () => setFailed(false),
        () => setFailed(true),
      );
  }, [client, id]);
  const isWanted = pins === undefined && status === "joined";
  useEffect(() => {
    if (isWanted) reload();
  }, [isWanted, reload]);
  return { pins, isFailed, reload };
}
