import { Info, LogOut } from "lucide-react";
import { later } from "../strings/later.ts";
import { MenuItem } from "../ui/menu-item.tsx";

/** What is in a room's menu. */
export function RoomItems({ mayLeave, onShow }: { mayLeave: boolean; onShow: (dialog: "details" | "leave") => void }) {
  return (
    <>
      <MenuItem icon={Info} label={later.roomHeader.details} onSelect={() => onShow("details")} />
      {mayLeave && (
        <MenuItem icon={LogOut} label={later.roomHeader.leave} tone="bad" onSelect={() => onShow("leave")} />
      )}
    </>
  );
}
