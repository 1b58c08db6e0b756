import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** Asks once more before a message is gone. */
export function DeleteDialog({
  content,
  onDelete,
  onClose,
}: {
  content: string;
  onDelete: () => Promise<void>;
  onClose: () => void;
}) {
  const words = later.messages.deleting;
  return (
    <ConfirmDialog
      title={t.messages.deleting.title}
      keep={words.keep}
      confirm={words.confirm}
      onConfirm={onDelete}
      onClose={onClose}
    >
      <blockquote className="line-clamp-4 border-s-3 border-line ps-3 wrap-anywhere text-soft">{content}</blockquote>
      <p>{words.says}</p>
    </ConfirmDialog>
  );
}
