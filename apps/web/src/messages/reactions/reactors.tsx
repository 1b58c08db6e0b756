import { use } from "react";
import { useMe } from "../../client/use-me.ts";
import { later } from "../../strings/later.ts";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../../ui/waiting/skeleton-lines.tsx";
import type { ActedOn } from "../actions/acted-on.ts";
import { ReactingContext } from "../actions/message-actions-context.ts";
import { shownReactions } from "./shown-reactions.ts";
import { useWhoReacted } from "./use-who-reacted.ts";

/** Who has reacted with an emoji, in a sentence. */
export function Reactors({ on, emoji }: { on: ActedOn; emoji: string }) {
  const me = useMe();
  const reacting = use(ReactingContext);
  const userIds = shownReactions(on.message, me.id, reacting).find((one) => one.emoji === emoji)?.userIds ?? [];
  const who = useWhoReacted(emoji, userIds, true);
  return (
    <div className="flex max-w-80 items-center gap-3 px-2 py-1.5 phone:max-w-none phone:py-3">
      <span aria-hidden className="text-3xl leading-none">
        {emoji}
      </span>
      {who === undefined ? (
        <Delayed>
          <SkeletonLines label={later.messages.readers.loading} widths={[60]} />
        </Delayed>
      ) : (
        <p className="wrap-anywhere">{who}</p>
      )}
    </div>
  );
}
