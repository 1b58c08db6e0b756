import type { NoticeFrame } from "@hubbub/client";
import { clockTime } from "../../messages/clock-time.ts";
import { LaterPart } from "../../ui/later/later-part.tsx";

/** Something that happened to the room, said quietly. Pages of the past hold none: its words come when something happens. */
export function NoticeRow({ notices }: { notices: readonly NoticeFrame[] }) {
  const time = notices.at(-1)?.created_at;
  return (
    <div className="column py-1.5 text-small wrap-anywhere text-soft">
      <div className="ps-12">
        <LaterPart load={loadNoticeWords} props={{ notices }} waiting={null} />
        {time !== undefined && <time dateTime={time}> · {clockTime(time)}</time>}
      </div>
    </div>
  );
}

export const loadNoticeWords = async () => (await import("./notice-words.tsx")).NoticeWords;
