import { CalendarDays, Files, Info, LogOut, Pin } from "lucide-react";
import { t } from "../strings/t.ts";
import { MenuItem } from "../ui/menu-item.tsx";

export type RoomItem = "pins" | "files" | "details" | "days" | "leave";

/** What is in a room's menu. */
export function RoomItems({ offered, onChoose }: { offered: readonly RoomItem[]; onChoose: (item: RoomItem) => void }) {
  return offered.map((item) => <MenuItem key={item} {...looks[item]()} onSelect={() => onChoose(item)} />);
}

const looks = {
  pins: () => ({ icon: Pin, label: t.pins.title }),
  files: () => ({ icon: Files, label: t.files.title }),
  details: () => ({ icon: Info, label: t.roomHeader.details }),
  days: () => ({ icon: CalendarDays, label: t.timeline.days.label }),
  leave: () => ({ icon: LogOut, label: t.roomHeader.leave, tone: "bad" as const }),
};
