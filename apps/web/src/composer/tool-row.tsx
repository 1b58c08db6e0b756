import { ALargeSmall, AtSign, Code, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import type { Mark } from "./marks/mark-edit.ts";
import { SendButton } from "./send-button.tsx";

/** Below the text: what else can be written, and the way to send it. */
export function ToolRow({
  emoji,
  formatsId,
  hasFormats,
  maySend,
  onFormats,
  onNearFormats,
  onAttach,
  onNearAttach,
  onMark,
  onMention,
}: {
  /** Where there is something to pick. */
  emoji?: ReactNode;
  formatsId: string;
  /** The bar with the other marks is open. */
  hasFormats: boolean;
  maySend: boolean;
  onFormats: () => void;
  /** The pointer or the focus is where one opens it. */
  onNearFormats: () => void;
  onAttach: () => void;
  onNearAttach: () => void;
  onMark: (mark: Mark) => void;
  onMention: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center px-2 py-1.25 touch:px-1 touch:pt-0 touch:pb-0.75">
      <IconButton
        icon={Plus}
        label={t.composer.attach}
        onClick={onAttach}
        onPointerEnter={onNearAttach}
        onFocus={onNearAttach}
      />
      {emoji}
      <IconButton
        icon={AtSign}
        label={t.markup.mention}
        onPointerDown={keepFocus}
        onMouseDown={keepFocus}
        onClick={onMention}
      />
      <span aria-hidden className="mx-1.5 h-4.5 w-px bg-line" />
      <IconButton
        icon={ALargeSmall}
        label={t.markup.format}
        aria-expanded={hasFormats}
        aria-controls={hasFormats ? formatsId : undefined}
        onPointerDown={keepFocus}
        onMouseDown={keepFocus}
        onClick={onFormats}
        onPointerEnter={onNearFormats}
        onFocus={onNearFormats}
        className={hasFormats ? "bg-hover text-ink" : ""}
      />
      <IconButton
        icon={Code}
        label={t.markup.formats.code}
        onPointerDown={keepFocus}
        onMouseDown={keepFocus}
        onClick={() => onMark("code")}
      />
      <span className="flex-1" />
      <SendButton maySend={maySend} />
    </div>
  );
}

/** The field keeps it, and a phone its keyboard. */
function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
