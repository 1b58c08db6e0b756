import { t } from "../strings/t.ts";
import { LaterDialog } from "../ui/later/later-dialog.tsx";

/** `NewRoomDialog`, loaded when it is opened. */
export function LaterNewRoom(props: { readonly name: string; readonly onClose: () => void }) {
  return <LaterDialog load={load} name={t.ui.newRoom} props={props} />;
}

const load = async () => (await import("./new-room-dialog.tsx")).NewRoomDialog;
