import { useState } from "react";
import { later } from "../../strings/later.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { type Length, lengths } from "./how-long.ts";
import { HowLongChoice } from "./how-long-choice.tsx";

/** Asks for how long, and says what it does. */
export function MuteDialog({
  name,
  roomName,
  onMute,
  onClose,
}: {
  name: string;
  roomName: string;
  /** Throws what the server says. */
  onMute: (length: Length) => Promise<unknown>;
  onClose: () => void;
}) {
  const [length, setLength] = useState<Length>(lengths[0]);
  return (
    <ConfirmDialog
      title={later.people.mute.title(name)}
      keep={later.ui.notNow}
      confirm={later.people.mute.confirm}
      onConfirm={() => onMute(length)}
      onClose={onClose}
    >
      <p>{later.people.mute.says(<span className="font-name wrap-anywhere">{name}</span>, roomName)}</p>
      <HowLongChoice length={length} onChange={setLength} />
    </ConfirmDialog>
  );
}
