import type { NoticeFrame, RoomSnapshot } from "@hubbub/client";
import { useMe } from "../../client/use-me.ts";
import { clockTime } from "../../messages/clock-time.ts";
import { actorOf, noticeText } from "./notice-text.ts";
import { useActorName } from "./use-actor-name.ts";

/** Something that happened to the room, said quietly. */
export function NoticeRow({
  notices,
  state,
}: {
  notices: readonly NoticeFrame[];
  state: Pick<RoomSnapshot, "items" | "people">;
}) {
  const me = useMe();
  const [actorId] = notices.map(actorOf);
  const actor = useActorName(actorId, state);
  const time = notices.at(-1)?.created_at;
  return (
    <p className="column py-1.5 text-small wrap-anywhere text-soft">
      <span className="block ps-12">
        {noticeText(notices, me.id, actor)}
        {time !== undefined && <time dateTime={time}> · {clockTime(time)}</time>}
      </span>
    </p>
  );
}
