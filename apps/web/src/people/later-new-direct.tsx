import { t } from "../strings/t.ts";
import { LaterDialog } from "../ui/later/later-dialog.tsx";

/** `NewDirectDialog`, loaded when it is opened. */
export function LaterNewDirect({ onClose }: { onClose: () => void }) {
  return <LaterDialog load={load} name={t.ui.newMessage} props={{ onClose }} />;
}

const load = async () => (await import("./new-direct-dialog.tsx")).NewDirectDialog;
