import { Ellipsis, SmilePlus } from "lucide-react";
import { use, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { usedEmoji } from "../../storage/used-emoji.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { shownReactions } from "../reactions/shown-reactions.ts";
import type { ActedOn } from "./acted-on.ts";
import { messageActionLooks } from "./message-action-looks.ts";
import { barActions } from "./message-actions.ts";
import { ReactingContext, useMessageActions } from "./message-actions-context.ts";

/** What one does most with a message, on its row's top edge. */
export function HoverBar({ on }: { on: ActedOn }) {
  const me = useMe();
  const { act, open, react } = useMessageActions();
  const reacting = use(ReactingContext);
  const [most] = useState(() => usedEmoji.most(me.id));
  const mine = shownReactions(on.message, me.id, reacting).flatMap(({ emoji, isMine }) => (isMine ? emoji : []));
  return (
    <div
      role="group"
      aria-label={later.messages.actions}
      className="absolute -top-4.5 end-3 z-10 flex items-center rounded-lg border border-line bg-raised p-px shadow-lift"
    >
      {on.mayReact && (
        <>
          {most.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-pressed={mine.includes(emoji)}
              aria-label={later.messages.reactions.reactWith(emoji)}
              title={later.messages.reactions.reactWith(emoji)}
              onClick={() => react(on.message.seq, emoji, !mine.includes(emoji))}
              className="grid size-8 place-items-center rounded-lg text-base hover:bg-hover aria-pressed:bg-accent-soft"
            >
              <span aria-hidden>{emoji}</span>
            </button>
          ))}
          <IconButton
            icon={SmilePlus}
            label={later.messages.reactions.more}
            onClick={(event) => open({ kind: "picker" }, on, event.currentTarget.getBoundingClientRect())}
          />
          <span aria-hidden className="mx-0.5 h-5 w-px bg-line" />
        </>
      )}
      {barActions
        .filter((action) => action.isOffered(on))
        .map((action) => (
          <IconButton
            key={action.name}
            icon={messageActionLooks[action.name].icon}
            label={later.messages.do[action.name]}
            onClick={() => act(action, on)}
          />
        ))}
      <IconButton
        icon={Ellipsis}
        label={t.messages.more}
        aria-haspopup="menu"
        onClick={(event) => open({ kind: "menu" }, on, event.currentTarget.getBoundingClientRect())}
      />
    </div>
  );
}
