import { webLinks } from "@hubbub/markup";
import type { CommandTarget } from "../room-log/kinds/log-kind.ts";
import { changeMessage } from "./change-message.ts";
import { findMessage } from "./find-message.ts";
import type { MessageContext } from "./message-context.ts";

/** Takes the previews off a message, also those that would still come. Throws as `findMessage`; rejects with what the log says. */
export async function removePreviews(
  messages: MessageContext,
  { seq, ...target }: CommandTarget & { readonly seq: number },
): Promise<void> {
  const { content } = await findMessage(messages, target.actor.userId, { roomId: target.roomId, seq });
  await changeMessage(messages, { do: "remove_previews", ...target, seq, links: webLinks(content) });
}
