import type { Conversation, OutboxItem } from "@hubbub/client";
import { type ReactNode, useId } from "react";
import { useMe } from "../client/use-me.ts";
import { Attachments } from "../files/attachments.tsx";
import { useName } from "../names/use-name-of.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { MessageFrame } from "./message-frame.tsx";
import { FilesGone, hasLostFiles } from "./pending/files-gone.tsx";
import { quoteOf } from "./quotes/quote-of.ts";
import { QuoteLine } from "./quotes/quote-line.tsx";
import { MessageText } from "./message-text.tsx";

/** One's own message until the log shows it, with what it waits for. */
export function PendingRow({
  item,
  isHead,
  waitsFor,
  conversation,
}: {
  item: OutboxItem;
  isHead: boolean;
  /** What it waits for, if it does: `server`: it takes no more for now, as a line above the composer says. */
  waitsFor: "connection" | "server" | "turn";
  conversation: Conversation;
}) {
  const me = useMe();
  const id = useId();
  const name = useName(me.id, me.username);
  return (
    <article
      data-row={item.clientMsgId}
      data-pending={item.state}
      tabIndex={-1}
      id={id}
      aria-label={later.messages.pending.notSentYet(name)}
      aria-labelledby={`${id} ${id}-text`}
      className="column-row group"
    >
      <MessageFrame userId={me.id} username={me.username} name={name} time={item.createdAt} isHead={isHead}>
        {item.replyTo !== undefined && (
          <QuoteLine quote={quoteOf(conversation.state.snapshot(), item.replyTo)} onJump={undefined} />
        )}
        <div id={`${id}-text`} className={item.state === "sent" ? "" : "text-soft"}>
          <Attachments
            attachments={item.attachments}
            from={{ user_id: me.id, username: me.username, created_at: item.createdAt }}
          >
            <MessageText content={item.content} />
          </Attachments>
        </div>
        <p className="text-small text-soft">{stateOf(item, waitsFor, conversation)}</p>
      </MessageFrame>
    </article>
  );
}

function stateOf(item: OutboxItem, waitsFor: "connection" | "server" | "turn", conversation: Conversation): ReactNode {
  switch (item.state) {
    case "waiting":
      if (waitsFor === "connection") return later.messages.pending.waitingForConnection;
      return waitsFor === "server" ? <Delayed byMs={600}>{later.messages.pending.waiting}</Delayed> : <Sending />;
    case "sending":
      return <Sending />;
    case "sent":
      return null;
    case "failed":
      if (hasLostFiles(item)) return <FilesGone item={item} conversation={conversation} />;
      return (
        <span className="text-bad">
          {later.messages.pending.notSent} {item.error === undefined ? "" : `${item.error.message}. `}
          <Button look="text" className="py-0! text-small!" onClick={() => conversation.retry(item.clientMsgId)}>
            {t.ui.tryAgain}
          </Button>{" "}
          <Button
            look="text"
            className="py-0! ps-2! text-small!"
            onClick={() => conversation.discard(item.clientMsgId)}
          >
            {later.messages.pending.discard}
          </Button>
        </span>
      );
  }
}

/** Most are sent before anybody could read it. */
function Sending(): ReactNode {
  return <Delayed byMs={600}>{later.messages.pending.sending}</Delayed>;
}
