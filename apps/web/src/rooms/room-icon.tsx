import type { RoomType } from "@hubbub/ws-protocol";
import { Hash, Lock, Megaphone, MessageCircle } from "lucide-react";

const kinds = {
  public: { icon: Hash, label: "Public room" },
  private: { icon: Lock, label: "Private room" },
  announcement: { icon: Megaphone, label: "Announcements" },
  direct: { icon: MessageCircle, label: "Direct messages" },
} as const;

/** What kind of room it is. */
export function RoomIcon({ type, size = 15 }: { type: RoomType; size?: number }) {
  const { icon: Icon, label } = kinds[type];
  return <Icon size={size} role="img" aria-label={label} className="shrink-0 text-soft" />;
}
