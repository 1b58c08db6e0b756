import { useClient } from "../app/use-client.ts";
import { navigate } from "../navigation/navigate.ts";

/** Opens the conversation with a person, which begins with that if there was none. Throws what the server says. */
export function useOpenDirect(): (userId: number) => Promise<void> {
  const { myRooms } = useClient();
  return async (userId) => {
    const room = await myRooms.openDirect(userId);
    navigate({ page: "room", roomId: room.id });
  };
}
