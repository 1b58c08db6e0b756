import { Copy, Link, type LucideIcon, Mail, Pencil, Reply, Trash2 } from "lucide-react";
import type { MessageAction } from "./message-actions.ts";

/** What ends something stands out. */
export const messageActionLooks: {
  readonly [Name in MessageAction["name"]]: { readonly icon: LucideIcon; readonly tone?: "bad" };
} = {
  reply: { icon: Reply },
  copyText: { icon: Copy },
  copyLink: { icon: Link },
  markUnread: { icon: Mail },
  edit: { icon: Pencil },
  delete: { icon: Trash2, tone: "bad" },
};
