import type { SearchResult } from "@hubbub/client";
import { isInTimeline } from "@hubbub/ws-protocol";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { navigate } from "../../navigation/navigate.ts";
import { goWithoutPanel } from "../../navigation/search-steps.ts";
import { wideWidth } from "../../ui/media.ts";
import { useMedia } from "../../ui/use-media.ts";
import { carry } from "../query/carried.ts";
import { type Search, toSearchAddress } from "../query/search-address.ts";
import type { FoundPages } from "../query/use-found.ts";

/** Leads to the place of a message, beside `roomId`: where there is room for both what was found stays, and else the way back leads to it. */
export function useOpenResult(roomId: number, search: Search) {
  const client = useClient();
  const me = useMe();
  const isWide = useMedia(wideWidth);
  return ({ message }: SearchResult, found: FoundPages | undefined, at: number, scrollTop: number): void => {
    const { room_id: toRoomId, seq, thread_seq: about } = message;
    const to = { page: "room", roomId: toRoomId, seq } as const;
    const isInThread = !isInTimeline(message);
    const stays = isWide && !isInThread;
    if (found !== undefined && !(stays && toRoomId === roomId)) {
      carry(client, { userId: me.id, roomId: stays ? toRoomId : roomId, pages: found, at, scrollTop });
    }
    if (isInThread) navigate({ ...to, panel: "thread", about });
    else if (stays) navigate({ ...to, panel: "search", query: toSearchAddress(search) });
    else goWithoutPanel(to);
  };
}
