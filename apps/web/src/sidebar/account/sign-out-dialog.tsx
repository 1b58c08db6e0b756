import { later } from "../../strings/later.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

/** Asks once more before messages that were never sent are gone. */
export function SignOutDialog({
  unsent,
  onSignOut,
  onClose,
}: {
  unsent: number;
  onSignOut: () => Promise<void>;
  onClose: () => void;
}) {
  const { title, keep, confirm, says } = later.account.signOutUnsent;
  return (
    <ConfirmDialog title={title} keep={keep} confirm={confirm} onConfirm={onSignOut} onClose={onClose}>
      <p>{says(unsent)}</p>
    </ConfirmDialog>
  );
}
