import type { LogFrame, Message } from "@hubbub/ws-protocol";

/** Log frames that are shown as a line of their own; the others change a message. */
export type NoticeFrame = Extract<LogFrame, { type: "member_added" | "member_removed" | "room_updated" }>;

/** What a conversation shows, at its place in the room's log. */
export type LogItem =
  | { readonly kind: "message"; readonly seq: number; readonly message: Message }
  | { readonly kind: "notice"; readonly seq: number; readonly notice: NoticeFrame };
