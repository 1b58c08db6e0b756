import type { Message } from "@hubbub/ws-protocol";
import { Ellipsis } from "lucide-react";
import { memo, type ReactNode, useId, useMemo, useRef, useState } from "react";
import { Attachments } from "../files/attachments.tsx";
import { CalledContext } from "../markup/called-context.ts";
import { useName } from "../names/use-name-of.ts";
import { isGone } from "../people/is-gone.ts";
import { LinkPreviews } from "../previews/link-previews.tsx";
import { t } from "../strings/t.ts";
import { useHoldsFocus } from "../ui/focus/use-holds-focus.ts";
import { LaterPart } from "../ui/later/later-part.tsx";
import { QuietPart } from "../ui/later/quiet-part.tsx";
import { preload } from "../ui/later/use-loaded.ts";
import { coarsePointer } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";
import type { ActedOn } from "./actions/acted-on.ts";
import { loadEditForm, loadHoverBar, loadOpened } from "./actions/later.ts";
import { useMessageActions } from "./actions/message-actions-context.ts";
import { useRowActions } from "./actions/use-row-actions.ts";
import { clockTime } from "./clock-time.ts";
import { fullTime } from "./full-time.ts";
import { MessageFrame } from "./message-frame.tsx";
import { MessageText } from "./message-text.tsx";
import { PinLine } from "./pin-line.tsx";
import { QuoteLine } from "./quotes/quote-line.tsx";
import { quoteOf } from "./quotes/quote-of.ts";
import { ReactionChips } from "./reactions/reaction-chips.tsx";
import { ThreadLine } from "./threads/thread-line.tsx";
import { ThreadRow } from "./threads/thread-row.tsx";

export interface MessageRowProps extends Omit<ActedOn, "message"> {
  readonly message: Message;
  /** Said with its time. */
  readonly day: string | undefined;
  readonly isHead: boolean;
  readonly isEditing: boolean;
  /** One has just jumped to it. */
  readonly isMarked: boolean;
  readonly onEdit: (seq: number | undefined) => void;
  readonly save: (seq: number, content: string) => Promise<void>;
  /** Said under the text. */
  readonly children?: ReactNode;
}

/** One message of the log. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, day, isHead, isMine, mayDelete, mayReact, mayWrite, mayThread, isEditing, isMarked } = props;
  const id = useId();
  const row = useRef<HTMLElement>(null);
  const isFocused = useHoldsFocus(row);
  const [isHovered, setHovered] = useState(false);
  const isTouch = useMedia(coarsePointer);
  const name = useName(message.user_id, message.username);
  const on = useMemo(
    () => ({ message, isMine, mayDelete, mayReact, mayWrite, mayThread }),
    [message, isMine, mayDelete, mayReact, mayWrite, mayThread],
  );
  const { mentions } = message;
  const called = useMemo(() => ({ mentions, isMine }), [mentions, isMine]);
  const actions = useRowActions(on);
  const { conversation, jump, openThread } = useMessageActions();
  const isDeleted = message.deleted_at !== undefined;
  const hasActions = !isEditing && !isDeleted;
  const near = () => {
    if (!hasActions) return;
    preload(loadOpened);
    if (isMine) preload(loadEditForm);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys are those of its menu, which has a button too
    <article
      ref={row}
      tabIndex={-1}
      onFocus={near}
      onPointerEnter={(event) => {
        setHovered(event.pointerType !== "touch");
        near();
      }}
      onPointerLeave={() => setHovered(false)}
      {...(hasActions ? actions : undefined)}
      data-row={message.seq}
      data-seq={message.seq}
      aria-current={isMarked ? "location" : undefined}
      id={id}
      aria-label={t.messages.label(name, clockTime(message.created_at, day))}
      aria-labelledby={`${id} ${id}-text`}
      className={`column-row group relative outline-offset-[-2px] touch:[-webkit-touch-callout:none] ${hasActions ? "touch:select-none" : ""} ${isEditing || isMarked ? "bg-accent-soft" : "data-acted-on:bg-hover hover:bg-hover/60 focus:bg-hover focus-within:bg-hover/60"}`}
    >
      <MessageFrame
        userId={message.user_id}
        username={message.username}
        name={name}
        time={message.created_at}
        day={day}
        isHead={isHead}
        // Of all the names that are shown the Tab key stops at that of the message where one is.
        menu={isMine || isGone(message.username) ? undefined : isFocused ? "in-tab-order" : "by-pointer"}
      >
        {message.pinned_by !== undefined && message.pinned_at !== undefined && (
          <PinLine by={message.pinned_by} at={message.pinned_at} />
        )}
        {openThread !== undefined && message.thread_seq !== undefined && (
          <ThreadLine rootSeq={message.thread_seq} onOpen={openThread} />
        )}
        {!isDeleted && message.reply_to !== undefined && (
          <QuoteLine
            // What it says of a message without words the message itself knows better.
            quote={
              (!message.quote?.content && quoteOf(conversation.state.snapshot(), message.reply_to)) || message.quote
            }
            onJump={() => message.reply_to !== undefined && jump(message.reply_to)}
          />
        )}
        <div id={`${id}-text`}>
          {isDeleted && !isEditing ? (
            <p className="text-soft italic">{t.messages.deleted}</p>
          ) : (
            <Attachments attachments={message.attachments} from={message}>
              {isEditing ? (
                <LaterPart
                  load={loadEditForm}
                  name={t.messages.editing}
                  props={{
                    message,
                    onSave: (content) => props.save(message.seq, content),
                    onClose: () => props.onEdit(undefined),
                  }}
                  waiting={<MessageText content={message.content} />}
                />
              ) : (
                <CalledContext value={called}>
                  <MessageText
                    content={message.content}
                    mark={message.edited_at !== undefined && <Edited message={message} time={message.edited_at} />}
                  />
                </CalledContext>
              )}
            </Attachments>
          )}
        </div>
        {hasActions && <LinkPreviews message={message} mayRemove={mayDelete} />}
        {hasActions && <ReactionChips on={on} />}
        {openThread !== undefined && message.thread !== undefined && message.thread.reply_count > 0 && (
          <ThreadRow message={message} thread={message.thread} onOpen={openThread} />
        )}
        {!isEditing && props.children}
      </MessageFrame>
      {/* Without it there are the menu and the keys. */}
      {hasActions && !isTouch && (isHovered || isFocused) && <QuietPart load={loadHoverBar} props={{ on }} />}
      {hasActions && isTouch && <TouchMore on={on} />}
    </article>
  );
});

/** The way to a message's actions for who cannot press long: a screen reader finds it, the eye where it has the focus. */
function TouchMore({ on }: { on: ActedOn }) {
  const { open } = useMessageActions();
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-label={t.messages.more}
      onClick={(event) => open({ kind: "menu" }, on, event.currentTarget.getBoundingClientRect())}
      className="sr-only end-2 top-0 grid place-items-center rounded-lg border border-line bg-raised text-soft focus-visible:not-sr-only focus-visible:absolute! focus-visible:grid! focus-visible:size-11!"
    >
      <Ellipsis size={18} aria-hidden />
    </button>
  );
}

/** That it was changed, and when; a press shows what it said before. */
function Edited({ message, time }: { message: Message; time: string }) {
  const { showEdits } = useMessageActions();
  const look = "ms-1.5 text-small text-soft";
  if (showEdits === undefined) {
    return (
      <span className={look} title={fullTime(time)}>
        {t.messages.edited}
      </span>
    );
  }
  return (
    <button
      type="button"
      title={fullTime(time)}
      aria-haspopup="dialog"
      onClick={() => showEdits(message)}
      className={`${look} rounded hover:text-ink hover:underline`}
    >
      {t.messages.edited}
    </button>
  );
}
