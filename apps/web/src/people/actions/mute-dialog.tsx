import { useState } from "react";
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
      title={`Mute ${name}?`}
      keep="Not now"
      confirm="Mute"
      onConfirm={() => onMute(length)}
      onClose={onClose}
    >
      <p>
        <span className="font-name wrap-anywhere">{name}</span> can then read in {roomName} and not write. Everyone in
        it sees that you did it.
      </p>
      <HowLongChoice length={length} onChange={setLength} />
    </ConfirmDialog>
  );
}
