import type { RoomFile, RoomSnapshot } from "@hubbub/client";
import { useMemo } from "react";
import { useClient } from "../../client/use-client.ts";
import { type Pages, usePages } from "../../client/use-pages.ts";
import { withNews } from "./with-news.ts";

/** Three screens of small pictures. */
const pageSize = 60;

/** The files of a room, the newest first, page by page; those that come and go while it is open as well. */
export function useRoomFiles({ id, newest, items }: Pick<RoomSnapshot, "id" | "newest" | "items">): Pages<RoomFile> {
  const client = useClient();
  const pages = usePages(String(id), async (token) => {
    const page = await client.files.list(id, { size: pageSize, token });
    return { items: page.files, next: page.next_page_token };
  });
  const { items: listed, hasMore, status } = pages;
  const files = useMemo(() => {
    if (status !== "ready") return listed;
    const logged = [...newest, ...items].flatMap((item) =>
      item.kind === "message" ? ([[item.seq, item.message]] as const) : [],
    );
    return withNews(listed, [...new Map(logged).values()], hasMore);
  }, [listed, hasMore, status, newest, items]);
  return { ...pages, items: files };
}
