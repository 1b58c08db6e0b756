import type { Attachment } from "@hubbub/ws-protocol";
import { ChevronLeft, ChevronRight, Download, Keyboard, MessageSquareText, X, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { Named } from "../../names/named.tsx";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { focusAlong, focusPath } from "../../ui/focus/focus-path.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { momentWords } from "../../ui/time/moment-words.ts";
import type { From } from "../attachments.tsx";
import { DownloadLink } from "../links/download-link.tsx";
import { useSource } from "../links/use-source.ts";
import { FileName } from "../names/file-name.tsx";
import { plainName } from "../names/plain-name.ts";
import { type KeyDeed, keyDeed } from "./key-deed.ts";
import { LightboxKeys } from "./lightbox-keys.tsx";
import { Stage } from "./stage.tsx";

export interface LightboxPicture {
  readonly file: Attachment;
  readonly from: From;
}

/** Pictures over all of the window, one at a time, dark in both looks. Esc leads back to where one was. */
export function Lightbox({
  pictures,
  first,
  onJump,
  onClose,
}: {
  pictures: readonly LightboxPicture[];
  /** The id of that which is shown first. */
  first: string;
  /** Leads to the message of a picture. */
  onJump?: (id: string) => void;
  onClose: () => void;
}) {
  const [id, setId] = useState(first);
  const [isEnlarged, setEnlarged] = useState(false);
  const [hasHelp, setHelp] = useState(false);
  const ref = useDialog();
  const titleId = useId();
  const words = later.files.lightbox;
  const at = Math.max(
    0,
    pictures.findIndex(({ file }) => file.id === id),
  );
  const shown = pictures[at];
  if (shown === undefined) return null;
  const { file, from } = shown;
  const count = pictures.length;
  const show = (index: number) => {
    const next = pictures[Math.max(0, Math.min(count - 1, index))];
    if (next === undefined || next.file.id === file.id) return;
    setId(next.file.id);
    setEnlarged(false);
  };
  const close = () => {
    if (hasHelp) setHelp(false);
    else if (isEnlarged) setEnlarged(false);
    else onClose();
  };
  const deeds: Readonly<Record<KeyDeed, () => void>> = {
    previous: () => show(at - 1),
    next: () => show(at + 1),
    first: () => show(0),
    last: () => show(count - 1),
    enlarge: () => setEnlarged(!isEnlarged),
    help: () => setHelp(!hasHelp),
    close,
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // The message around it has keys of its own.
    event.stopPropagation();
    const isWith = event.ctrlKey || event.metaKey || event.altKey;
    const deed = keyDeed({ key: event.key, isWith }, { isRtl: isRtl(event.currentTarget), isEnlarged });
    if (deed === undefined) return;
    event.preventDefault();
    deeds[deed]();
  };
  const stop = (event: { stopPropagation(): void }) => event.stopPropagation();
  // One that leads nowhere any more may have the focus still, and with it the keys.
  const side =
    "absolute top-1/2 -translate-y-1/2 bg-paper/70 size-11! aria-disabled:opacity-0 aria-disabled:focus-visible:opacity-40 phone:top-auto phone:bottom-3 phone:translate-y-0";
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys are told by "?", and have buttons too
    <dialog
      ref={ref}
      tabIndex={-1}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={onKeyDown}
      onPointerDown={stop}
      onContextMenu={stop}
      className="dark-room pointer-events-auto visible m-0 size-full max-h-none max-w-none overflow-hidden border-0 bg-paper p-0 text-start text-ink outline-none select-none"
    >
      <div className="flex h-full flex-col pt-[env(safe-area-inset-top)]">
        <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line ps-4 pe-3 phone:pe-1">
          <div className="me-auto min-w-0">
            <h2 id={titleId} className="text-mid">
              <FileName name={file.name} />
            </h2>
            <p className="truncate text-small text-soft">
              {words.from(<Named userId={from.user_id} said={from.username} />, momentWords(from.created_at))}
            </p>
          </div>
          {count > 1 && <span className="shrink-0 px-2 text-small text-soft">{words.at(at + 1, count)}</span>}
          {onJump !== undefined && (
            <IconButton icon={MessageSquareText} label={later.pins.show} onClick={() => onJump(file.id)} />
          )}
          <IconButton
            icon={isEnlarged ? ZoomOut : ZoomIn}
            label={isEnlarged ? words.fit : words.enlarge}
            onClick={deeds.enlarge}
          />
          <DownloadLink
            file={file}
            title={later.files.download}
            className="grid size-8 shrink-0 place-items-center rounded-lg text-soft hover:bg-hover hover:text-ink touch:size-11"
          >
            <Download size={17} aria-hidden />
            <span className="sr-only">{later.files.download}</span>
          </DownloadLink>
          <IconButton
            icon={Keyboard}
            label={words.keys}
            aria-expanded={hasHelp}
            onClick={deeds.help}
            className="touch:hidden"
          />
          <IconButton icon={X} label={t.ui.close} onClick={onClose} />
        </header>
        <div className="relative min-h-0 flex-1">
          <Stage
            key={file.id}
            file={file}
            isEnlarged={isEnlarged}
            onEnlarge={setEnlarged}
            onSwipe={(deed) => deeds[deed]()}
            onClose={onClose}
          />
          {count > 1 && (
            <>
              <IconButton
                icon={ChevronLeft}
                label={words.previous}
                aria-disabled={at === 0}
                onClick={deeds.previous}
                className={`${side} start-3`}
              />
              <IconButton
                icon={ChevronRight}
                label={words.next}
                aria-disabled={at === count - 1}
                onClick={deeds.next}
                className={`${side} end-3`}
              />
            </>
          )}
          {hasHelp && <LightboxKeys hasMore={count > 1} />}
        </div>
      </div>
      <p aria-live="polite" className="sr-only">
        {count > 1 && `${plainName(file.name)}, ${words.at(at + 1, count)}`}
      </p>
      {[pictures[at - 1], pictures[at + 1]].map(
        (near) => near !== undefined && <Near key={near.file.id} file={near.file} />,
      )}
    </dialog>
  );
}

/** Loads the one that is shown next. */
function Near({ file }: { file: Attachment }) {
  const { src, onError } = useSource(file, ({ url }) => url);
  return <img hidden src={src} alt="" onError={onError} />;
}

function useDialog() {
  const ref = useRef<HTMLDialogElement>(null);
  // As in `Dialog`: closed before React takes it out, so that the focus finds its way back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = focusPath(document.activeElement);
    if (dialog?.open === false) dialog.showModal();
    dialog?.focus();
    return () => {
      dialog?.close();
      focusAlong(before);
    };
  }, []);
  return ref;
}

function isRtl(element: Element): boolean {
  return getComputedStyle(element).direction === "rtl";
}
