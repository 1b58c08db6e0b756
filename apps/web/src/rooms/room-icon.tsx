import type { RoomType } from "@hubbub/ws-protocol";
import { Hash, Lock, Megaphone, MessageCircle } from "lucide-react";
import { t } from "../strings/t.ts";

const icons = {
  public: Hash,
  private: Lock,
  announcement: Megaphone,
  direct: MessageCircle,
} as const;

/** What kind of room it is. */
export function RoomIcon({ type, size = 15 }: { type: RoomType; size?: number }) {
  const Icon = icons[type];
  return <Icon size={size} role="img" aria-label={t.rooms.kinds[type]} className="shrink-0 text-soft" />;
}
