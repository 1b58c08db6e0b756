import type { RoomSnapshot } from "@hubbub/client";
import { useEffect, useState } from "react";
import { askName } from "../../client/ask-name.ts";
import { useClient } from "../../client/use-client.ts";

/** What somebody is called who is only known by number: from what is known of the room, else the server is asked. */
export function useActorName(
  userId: number | undefined,
  state: Pick<RoomSnapshot, "items" | "people">,
): string | undefined {
  const { accounts } = useClient();
  const [answer, setAnswer] = useState<{ readonly userId: number; readonly name: string }>();
  const known = userId === undefined ? undefined : nameIn(state, userId);
  const wantedId = known === undefined ? userId : undefined;
  useEffect(() => {
    if (wantedId === undefined) return;
    let isCurrent = true;
    askName(accounts, wantedId).then(
      (name) => isCurrent && setAnswer({ userId: wantedId, name }),
      // Without an answer the row says what happened, and not by whom.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [accounts, wantedId]);
  return known ?? (answer?.userId === userId ? answer?.name : undefined);
}

function nameIn({ items, people }: Pick<RoomSnapshot, "items" | "people">, userId: number): string | undefined {
  const here = people.find(({ user_id }) => user_id === userId);
  if (here !== undefined) return here.username;
  const wrote = items.findLast((item) => item.kind === "message" && item.message.user_id === userId);
  return wrote?.kind === "message" ? wrote.message.username : undefined;
}
