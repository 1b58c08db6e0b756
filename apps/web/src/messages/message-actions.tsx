import { Check, Copy, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";

/** What can be done with a message: seen while the pointer or the focus is on it. */
export function MessageActions({
  content,
  onEdit,
  onDelete,
}: {
  content: string;
  onEdit: (() => void) | undefined;
  onDelete: (() => void) | undefined;
}) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(content).then(() => setCopied(true));
  };
  // Without TLS a page has no clipboard.
  const mayCopy = globalThis.isSecureContext;
  if (!mayCopy && onEdit === undefined && onDelete === undefined) return null;
  return (
    <div
      role="group"
      aria-label={t.messages.actions}
      onMouseLeave={() => setCopied(false)}
      className="invisible absolute -top-3.5 end-3 z-10 flex rounded-lg border border-line bg-raised p-0.5 shadow-lift group-focus-within:visible group-focus:visible pointer-fine:group-hover:visible"
    >
      {mayCopy && (
        <IconButton
          icon={isCopied ? Check : Copy}
          label={isCopied ? t.messages.copied : t.messages.copy}
          onClick={copy}
          className="size-7"
        />
      )}
      {onEdit !== undefined && <IconButton icon={Pencil} label={t.messages.edit} onClick={onEdit} className="size-7" />}
      {onDelete !== undefined && (
        <IconButton icon={Trash2} label={t.messages.delete} onClick={onDelete} className="size-7 hover:text-bad!" />
      )}
    </div>
  );
}
