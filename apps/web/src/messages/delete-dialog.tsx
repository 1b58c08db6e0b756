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
  return (
    <ConfirmDialog title="Delete this message?" keep="Keep it" confirm="Delete" onConfirm={onDelete} onClose={onClose}>
      <blockquote className="line-clamp-4 border-l-3 border-line pl-3 wrap-anywhere text-soft">{content}</blockquote>
      <p>Its text is gone for everyone. That it was here stays visible.</p>
    </ConfirmDialog>
  );
}
