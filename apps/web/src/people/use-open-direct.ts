import { flushSync } from "react-dom";
import { useClient } from "../client/use-client.ts";
import { navigate } from "../navigation/navigate.ts";

/**
 * Opens the conversation with a person, which begins with that if there was none. `beforeOpening` is called once the
 * server has it. Throws what the server says.
 */
export function useOpenDirect(): (userId: number, beforeOpening?: () => void) => Promise<void> {
  const { myRooms } = useClient();
  return async (userId, beforeOpening) => {
    const room = await myRooms.openDirect(userId);
    // What closes gives the focus back first, then the conversation takes it.
    if (beforeOpening !== undefined) flushSync(beforeOpening);
    navigate({ page: "room", roomId: room.id });
  };
}
