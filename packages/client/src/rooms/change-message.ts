import type { LogFrame, Message } from "@hubbub/ws-protocol";

export type ChangeFrame = Extract<LogFrame, { type: "message_edited" | "message_deleted" | "reaction" }>;

/** The message after the event; the same object if it already shows that event or a later one (`updated_seq`). */
export function changeMessage(message: Message, change: ChangeFrame): Message {
  if (change.seq <= messageVersion(message)) return message;
  const updated_seq = change.seq;
  switch (change.type) {
    case "message_edited":
      return { ...message, content: change.content, edited_at: change.edited_at, updated_seq };
    case "message_deleted":
      return { ...message, content: "", deleted_at: change.created_at, reactions: [], updated_seq };
    case "reaction": {
      const reactions = message.reactions.filter((reaction) => reaction.emoji !== change.emoji);
      if (change.user_ids.length > 0) reactions.push({ emoji: change.emoji, user_ids: change.user_ids });
      return { ...message, reactions, updated_seq };
    }
  }
}

/** Seq of the last event that this state of the message shows. */
function messageVersion(message: Message): number {
  return message.updated_seq ?? message.seq;
}
