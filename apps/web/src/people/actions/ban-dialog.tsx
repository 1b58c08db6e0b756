import { useState } from "react";
import { later } from "../../strings/later.ts";
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
      title={later.people.ban.title(name)}
      keep={later.ui.notNow}
      confirm={later.people.ban.confirm}
      onConfirm={() => onBan(length, reason.trim())}
      onClose={onClose}
    >
      <p>{later.people.ban.says(<span className="font-name wrap-anywhere">{name}</span>, roomName)}</p>
      <HowLongChoice length={length} onChange={setLength} />
      <TextField
        label={later.people.ban.reason}
        hint={later.people.ban.reasonHint}
        value={reason}
        maxLength={reasonMaxLength}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  );
}
