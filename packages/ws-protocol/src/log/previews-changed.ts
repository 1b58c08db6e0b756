import { Id, type Message, type Preview, Previews } from "../fields.ts";
import { asUnreadAsBefore, logFrame, type LogKind, nobody, noThread, sameQuote, sameRoom } from "./log-kind.ts";

/** Absolute: what is shown of the message's links from then on. */
export const previewsChangedFrame = logFrame("previews_changed", { target_seq: Id, previews: Previews });

export const previewsChanged: LogKind<typeof previewsChangedFrame, "change"> = {
  shown: "change",
  message: (message, { previews }) => withPreviews(message, previews),
  quote: sameQuote,
  thread: noThread,
  room: sameRoom,
  unread: asUnreadAsBefore,
  removes: nobody,
};

/** With these in the place of those it had. */
export function withPreviews(message: Message, previews: readonly Preview[]): Message {
  const { previews: _before, ...rest } = message;
  return previews.length === 0 ? rest : { ...rest, previews: [...previews] };
}
