import type { Message } from "@hubbub/ws-protocol";
import { filesWords } from "../files/files-words.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";

/** Asks once more before a message is gone. */
export function DeleteDialog({
  message: { content, attachments = [] },
  onDelete,
  onClose,
}: {
  message: Pick<Message, "content" | "attachments">;
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
      <blockquote className="border-s-3 border-line ps-3 text-soft">
        <p className="line-clamp-4 wrap-anywhere">{content}</p>
        {attachments.length > 0 && <p className="truncate">{filesWords(attachments)}</p>}
      </blockquote>
      <p>{attachments.length > 0 ? words.withFiles : words.says}</p>
    </ConfirmDialog>
  );
}
