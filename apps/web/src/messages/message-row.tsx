import type { Message } from "@hubbub/ws-protocol";
import { memo, type ReactNode, useId, useState } from "react";
import { isGone } from "../people/is-gone.ts";
import { t } from "../strings/t.ts";
import { clockTime } from "./clock-time.ts";
import { EditForm } from "./edit-form.tsx";
import { fullTime } from "./full-time.ts";
import { MessageActions } from "./message-actions.tsx";
import { MessageFrame } from "./message-frame.tsx";
import { MessageText } from "./message-text.tsx";

export interface MessageRowProps {
  readonly message: Message;
  readonly isHead: boolean;
  readonly isMine: boolean;
  /** Own messages, and in one's own room everybody's. */
  readonly mayDelete: boolean;
  readonly isEditing: boolean;
  /** One has just jumped to it. */
  readonly isMarked: boolean;
  readonly onEdit: (seq: number | undefined) => void;
  readonly onDelete: (message: Message) => void;
  readonly save: (seq: number, content: string) => Promise<void>;
  /** Said under the text. */
  readonly children?: ReactNode;
}

/** One message of the log. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isHead, isMine, isEditing, isMarked } = props;
  const id = useId();
  const [isFocused, setFocused] = useState(false);
  const isDeleted = message.deleted_at !== undefined;
  return (
    <article
      tabIndex={-1}
      onFocus={() => setFocused(true)}
      onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
      data-row={message.seq}
      data-seq={message.seq}
      aria-current={isMarked ? "location" : undefined}
      id={id}
      aria-label={t.messages.label(message.username, clockTime(message.created_at))}
      aria-labelledby={`${id} ${id}-text`}
      className={`column-row group relative outline-offset-[-2px] ${isEditing || isMarked ? "bg-accent-soft" : "hover:bg-hover/60 focus:bg-hover focus-within:bg-hover/60"}`}
    >
      <MessageFrame
        userId={message.user_id}
        username={message.username}
        time={message.created_at}
        isHead={isHead}
        // Of all the names that are shown the Tab key stops at that of the message where one is.
        menu={isMine || isGone(message.username) ? undefined : isFocused ? "in-tab-order" : "by-pointer"}
      >
        {isEditing && (
          <EditForm
            message={message}
            onSave={(content) => props.save(message.seq, content)}
            onClose={() => props.onEdit(undefined)}
          />
        )}
        {!isEditing && (
          <div id={`${id}-text`}>
            {isDeleted ? (
              <p className="text-soft italic">{t.messages.deleted}</p>
            ) : (
              <MessageText
                content={message.content}
                mark={message.edited_at !== undefined && <Edited time={message.edited_at} />}
              />
            )}
          </div>
        )}
        {!isEditing && props.children}
      </MessageFrame>
      {!isEditing && !isDeleted && (
        <MessageActions
          content={message.content}
          onEdit={isMine ? () => props.onEdit(message.seq) : undefined}
          onDelete={props.mayDelete ? () => props.onDelete(message) : undefined}
        />
      )}
    </article>
  );
});

function Edited({ time }: { time: string }) {
  return (
    <span className="ms-1.5 text-small text-soft" title={fullTime(time)}>
      {t.messages.edited}
    </span>
  );
}
