import { SmilePlus } from "lucide-react";
import { type MouseEvent, type PointerEvent, use, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { t } from "../../strings/t.ts";
import { useLongPress } from "../../ui/use-long-press.ts";
import type { ActedOn } from "../actions/acted-on.ts";
import { ReactingContext, useMessageActions } from "../actions/message-actions-context.ts";
import { type ShownReaction, shownReactions } from "./shown-reactions.ts";
import { useWhoReacted } from "./use-who-reacted.ts";

const look =
  "inline-flex h-6.5 items-center gap-1.5 rounded-full border px-2 text-mono enabled:hover:border-edge touch:h-8 touch:px-2.5";

/** Who feels what about a message: a click joins them or leaves them, the last chip adds another. */
export function ReactionChips({ on }: { on: ActedOn }) {
  const me = useMe();
  const { open } = useMessageActions();
  const reacting = use(ReactingContext);
  const [order, setOrder] = useState<readonly string[]>([]);
  const shown = shownReactions(on.message, me.id, reacting, order);
  const emoji = shown.map((one) => one.emoji);
  if (emoji.join(" ") !== order.join(" ")) setOrder(emoji);
  if (shown.length === 0) return null;
  return (
    <div role="group" aria-label={t.messages.reactions.label} className="mt-1 mb-0.5 flex flex-wrap gap-1">
      {shown.map((reaction) => (
        <Chip key={reaction.emoji} reaction={reaction} on={on} />
      ))}
      {on.mayReact && (
        <button
          type="button"
          aria-label={t.messages.reactions.add}
          title={t.messages.reactions.add}
          onClick={(event) => open({ kind: "picker" }, on, event.currentTarget.getBoundingClientRect())}
          className={`${look} border-line text-soft`}
        >
          <SmilePlus size={15} aria-hidden />
        </button>
      )}
    </div>
  );
}

function Chip({ reaction: { emoji, userIds, isMine }, on }: { reaction: ShownReaction; on: ActedOn }) {
  const { react, open } = useMessageActions();
  const [isWanted, setWanted] = useState(false);
  const who = useWhoReacted(emoji, userIds, isWanted);
  const longPress = useLongPress((chip) => open({ kind: "reactors", emoji }, on, chip.getBoundingClientRect()));
  return (
    <button
      type="button"
      aria-pressed={isMine}
      aria-disabled={!on.mayReact}
      title={who}
      onPointerEnter={() => setWanted(true)}
      onFocus={() => setWanted(true)}
      {...longPress}
      onPointerDown={(event: PointerEvent<HTMLElement>) => {
        // The row has a long press of its own.
        event.stopPropagation();
        longPress.onPointerDown(event);
      }}
      onContextMenu={(event: MouseEvent) => {
        if (!("pointerType" in event.nativeEvent) || event.nativeEvent.pointerType !== "touch") return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onClick={() => {
        if (on.mayReact) react(on.message.seq, emoji, !isMine);
      }}
      className={`${look} ${isMine ? "border-accent bg-accent-soft text-accent" : "border-line"}`}
    >
      <span className="text-mid leading-none">{emoji}</span>
      <span className="tabular-nums">{t.messages.reactions.count(userIds.length)}</span>
    </button>
  );
}
