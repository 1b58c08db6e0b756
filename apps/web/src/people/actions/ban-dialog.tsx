import { useState } from "react";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { type Length, lengths } from "./how-long.ts";
import { HowLongChoice } from "./how-long-choice.tsx";

/** What the server takes. */
const reasonMaxLength = 250;

/** Asks for how long and why, and says what it does. */
export function BanDialog({
  name,
  roomName,
  onBan,
  onClose,
}: {
  name: string;
  roomName: string;
  /** Throws what the server says. */
  onBan: (length: Length, reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const [length, setLength] = useState<Length>(lengths[2]);
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      title={`Ban ${name}?`}
      keep="Not now"
      confirm="Ban"
      onConfirm={() => onBan(length, reason.trim())}
      onClose={onClose}
    >
      <p>
        <span className="font-name wrap-anywhere">{name}</span> is taken out of {roomName}, cannot read it any more and
        cannot come back or be added before that is over. Everyone in it sees that you did it.
      </p>
      <HowLongChoice length={length} onChange={setLength} />
      <TextField
        label="Reason"
        hint="For its owners and admins to read. It may stay empty."
        value={reason}
        maxLength={reasonMaxLength}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  );
}
