import type { Conversation } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { Upload } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { createPortal } from "react-dom";
import { useRoomTitle } from "../../rooms/use-room-title.ts";
import { later } from "../../strings/later.ts";
import { filesOf } from "./files-of.ts";

/** Files that are dragged over the whole of what is said are for the message that one writes there; it says so. */
export function DropPlace({
  field,
  conversation: { threadSeq },
  room,
  onDrop,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  conversation: Conversation;
  room: Room | undefined;
  onDrop: (files: readonly File[], folders: number) => void;
}) {
  const [pane, setPane] = useState<HTMLElement>();
  const title = useRoomTitle(room);
  const words = later.composer.files;
  const dropped = useEffectEvent(onDrop);
  useEffect(() => {
    const around = field.current?.closest<HTMLElement>(":is(main,aside)");
    if (around === undefined || around === null) return;
    const over = (event: DragEvent) => {
      if (!bringsFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setPane(around);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && around.contains(relatedTarget))) setPane(undefined);
    };
    const drop = (event: DragEvent) => {
      setPane(undefined);
      if (!bringsFiles(event)) return;
      event.preventDefault();
      const { files, folders } = filesOf(event.dataTransfer);
      if (files.length + folders > 0) dropped(files, folders);
    };
    // Beside it a browser would open the file in place of the page.
    const guard = (event: DragEvent) => {
      if (event.defaultPrevented || !bringsFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    };
    document.addEventListener("dragover", guard);
    document.addEventListener("drop", guard);
    const listeners = { dragenter: over, dragover: over, dragleave: leave, drop };
    for (const [type, listener] of Object.entries(listeners)) around.addEventListener(type, listener as EventListener);
    return () => {
      document.removeEventListener("dragover", guard);
      document.removeEventListener("drop", guard);
      for (const [type, listener] of Object.entries(listeners))
        around.removeEventListener(type, listener as EventListener);
    };
  }, [field]);
  if (pane === undefined) return null;
  return createPortal(
    <div
      data-testid="drop"
      className="pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-accent-soft/95 p-6 text-center"
    >
      <p className="max-w-md text-accent">
        <Upload size={28} aria-hidden className="mx-auto mb-2" />
        <span className="font-name wrap-anywhere">
          {threadSeq === undefined ? words.dropHere(title ?? "") : words.dropInThread}
        </span>
      </p>
    </div>,
    pane,
  );
}

/** Not what is dragged within the page, such as one of its pictures. */
function bringsFiles({ dataTransfer }: DragEvent): boolean {
  const types = dataTransfer?.types ?? [];
  return types.some((type) => type === "Files") && !types.includes("text/uri-list");
}
