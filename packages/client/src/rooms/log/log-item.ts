import type { LogFrameShown, Message } from "@hubbub/ws-protocol";

/** Log frames that are shown as a line about the room. */
export type NoticeFrame = LogFrameShown<"notice">;

/** What a conversation shows, at its place in the room's log. */
export type LogItem =
  | { readonly kind: "message"; readonly seq: number; readonly message: Message }
  | { readonly kind: "notice"; readonly seq: number; readonly notice: NoticeFrame };
