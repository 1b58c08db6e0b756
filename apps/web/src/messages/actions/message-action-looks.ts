import { Copy, Link, type LucideIcon, Mail, MessagesSquare, Pencil, Pin, PinOff, Reply, Trash2 } from "lucide-react";
import type { MessageAction } from "./message-actions.ts";

/** What ends something stands out. */
export const messageActionLooks: {
  readonly [Name in MessageAction["name"]]: { readonly icon: LucideIcon; readonly tone?: "bad" };
} = {
  reply: { icon: Reply },
  replyInThread: { icon: MessagesSquare },
  copyText: { icon: Copy },
  copyLink: { icon: Link },
  pin: { icon: Pin },
  unpin: { icon: PinOff },
  markUnread: { icon: Mail },
  edit: { icon: Pencil },
  delete: { icon: Trash2, tone: "bad" },
};
