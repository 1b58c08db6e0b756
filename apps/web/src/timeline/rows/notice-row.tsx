import type { NoticeFrame } from "@hubbub/client";
import { useMe } from "../../client/use-me.ts";
import { useNameOf } from "../../names/use-name-of.ts";
import { clockTime } from "../../messages/clock-time.ts";
import { namedBy, noticeText } from "./notice-text.ts";

/** Something that happened to the room, said quietly. */
export function NoticeRow({ notices }: { notices: readonly NoticeFrame[] }) {
  const me = useMe();
  const nameOf = useNameOf(namedBy(notices));
  const time = notices.at(-1)?.created_at;
  return (
    <p className="column py-1.5 text-small wrap-anywhere text-soft">
      <span className="block ps-12">
        {noticeText(notices, me.id, nameOf)}
        {time !== undefined && <time dateTime={time}> · {clockTime(time)}</time>}
      </span>
    </p>
  );
}
