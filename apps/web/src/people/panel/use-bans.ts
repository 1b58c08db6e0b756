import type { Ban, RoomSnapshot } from "@hubbub/client";
import { useClient } from "../../client/use-client.ts";
import { type Pages, usePages } from "../../client/use-pages.ts";

/** Who is kept out of a room, for those who look after it; read again when the log says that it may have changed. */
export function useBans({ id: roomId, items }: Pick<RoomSnapshot, "id" | "items">): Pages<Ban> {
  const { safety } = useClient();
  const lastChange = items.findLast((item) => item.kind === "notice" && item.notice.type !== "message_pinned")?.seq;
  return usePages(`${roomId} ${lastChange}`, async (token) => {
    const { bans, next_page_token } = await safety.bans(roomId, { size: 100, token });
    return { items: bans, next: next_page_token };
  });
}
