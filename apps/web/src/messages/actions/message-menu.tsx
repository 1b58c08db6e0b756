import { SmilePlus } from "lucide-react";
import type { KeyboardEvent } from "react";
import { use, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { filesWords } from "../../files/files-words.ts";
import { Named } from "../../names/named.tsx";
import { PersonFace } from "../../names/person-face.tsx";
import { usedEmoji } from "../../storage/used-emoji.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { isComposing } from "../../ui/is-composing.ts";
import { MenuItem } from "../../ui/menu-item.tsx";
import { shownReactions } from "../reactions/shown-reactions.ts";
import type { ActedOn } from "./acted-on.ts";
import { keyName } from "./key-name.ts";
import { messageActionLooks } from "./message-action-looks.ts";
import { offeredActions, reactKey } from "./message-actions.ts";
import { type OpenedAt, ReactingContext, useMessageActions } from "./message-actions-context.ts";

/** All that there is to do with a message: a menu at its row, on a phone a sheet. */
export function MessageMenu({ on, at, close }: { on: ActedOn; at: OpenedAt; close: () => void }) {
  const { act } = useMessageActions();
  return (
    <>
      <div aria-hidden className="hidden phone:block">
        <div className="mx-auto mb-2.5 h-1 w-10 rounded-full bg-line" />
        <p className="flex items-center gap-2.5 px-2.5 pb-3 text-mid text-soft">
          <PersonFace userId={on.message.user_id} said={on.message.username} size={24} />
          <span className="truncate">
            <span className="font-name text-ink">
              {on.isMine ? t.messages.you : <Named userId={on.message.user_id} said={on.message.username} />}
            </span>{" "}
            {on.message.content || filesWords(on.message.attachments ?? [])}
          </span>
        </p>
      </div>
      {on.mayReact && <ReactionRow on={on} at={at} close={close} />}
      {offeredActions(on).map((group) => (
        <div
          key={group[0]?.name}
          role="group"
          className="not-first:mt-1.5 not-first:border-t not-first:border-line not-first:pt-1.5 phone:first:pt-0"
        >
          {group.map((action) => (
            <MenuItem
              key={action.name}
              {...messageActionLooks[action.name]}
              label={later.messages.do[action.name]}
              shortcut={keyName(action.key)}
              onSelect={() => act(action, on)}
            />
          ))}
        </div>
      ))}
    </>
  );
}

const cell = "grid size-8 place-items-center rounded-lg hover:bg-hover phone:size-11 phone:rounded-full phone:bg-hover";

function ReactionRow({ on, at, close }: { on: ActedOn; at: OpenedAt; close: () => void }) {
  const me = useMe();
  const { react, open } = useMessageActions();
  const reacting = use(ReactingContext);
  const [most] = useState(() => usedEmoji.most(me.id));
  const mine = shownReactions(on.message, me.id, reacting).flatMap(({ emoji, isMine }) => (isMine ? emoji : []));
  return (
    <div role="group" onKeyDown={moveAlongRow} className="flex justify-between gap-0.5 phone:px-1 phone:pb-1.5">
      {most.map((emoji) => (
        <button
          key={emoji}
          type="button"
          role="menuitemcheckbox"
          aria-checked={mine.includes(emoji)}
          aria-label={later.messages.reactions.reactWith(emoji)}
          onClick={() => {
            close();
            react(on.message.seq, emoji, !mine.includes(emoji));
          }}
          className={`${cell} text-lg phone:text-2xl aria-checked:bg-accent-soft aria-checked:outline-1 aria-checked:outline-accent`}
        >
          <span aria-hidden>{emoji}</span>
        </button>
      ))}
      <button
        type="button"
        role="menuitem"
        aria-label={later.messages.reactions.more}
        aria-keyshortcuts={reactKey}
        title={later.messages.reactions.more}
        onClick={() => open({ kind: "picker" }, on, at)}
        className={`${cell} text-soft`}
      >
        <SmilePlus size={18} aria-hidden />
      </button>
    </div>
  );
}

/** In a row of a menu the arrows that point along it do what those that point down and up do. */
function moveAlongRow(event: KeyboardEvent<HTMLElement>): void {
  if (isComposing(event)) return;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const ahead = getComputedStyle(event.currentTarget).direction === "rtl" ? -step : step;
  const items = [...event.currentTarget.querySelectorAll("button")];
  const at = items.findIndex((item) => item === document.activeElement);
  items[at + ahead]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
