import type { NoticeFrame } from "@hubbub/client";
import { useMe } from "../../client/use-me.ts";
import { clockTime } from "../../messages/clock-time.ts";
import { noticeText } from "./notice-text.ts";

/** Something that happened to the room, said quietly. */
export function NoticeRow({ notices }: { notices: readonly NoticeFrame[] }) {
  const me = useMe();
  const time = notices.at(-1)?.created_at;
  return (
    <p className="px-5 py-1.5 pl-17 text-small wrap-anywhere text-soft phone:px-3.5 phone:pl-15.5">
      {noticeText(notices, me.id)}
      {time !== undefined && <time dateTime={time}> · {clockTime(time)}</time>}
    </p>
  );
}
