import type { NoticeFrame, OutboxItem } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";

/** A line of the conversation. `day` and `isNew` put a separator above it. */
export type Row = { readonly key: string; readonly day: string | undefined; readonly isNew: boolean } & (
  | { readonly kind: "message"; readonly message: Message; readonly isHead: boolean }
  | { readonly kind: "pending"; readonly item: OutboxItem; readonly isHead: boolean }
  | { readonly kind: "notices"; readonly notices: readonly NoticeFrame[] }
  /** Before the first message there ever was. */
  | { readonly kind: "start" }
);
