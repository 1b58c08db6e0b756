import { type Conversation, toHubbubError } from "@hubbub/client";
import { isBlank } from "@hubbub/text";
import { contentProblem, type Person, type Room } from "@hubbub/ws-protocol";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useMe } from "../client/use-me.ts";
import { useWatch } from "../client/use-watch.ts";
import { useRoomTitle } from "../rooms/use-room-title.ts";
import { fileDraft } from "../storage/file-drafts.ts";
import { linkPreviewsSetting } from "../storage/link-previews-setting.ts";
import { t } from "../strings/t.ts";
import { withMention } from "../suggestions/people/with-mention.ts";
import { finePointer } from "../ui/media.ts";
import { useToast } from "../ui/toasts/use-toast.ts";
import { isComposing } from "../ui/is-composing.ts";
import { LaterPart } from "../ui/later/later-part.tsx";
import { preload, tryLoad } from "../ui/later/use-loaded.ts";
import type { ComposerHandle } from "./composer-handle.ts";
import { composerId } from "./composer-id.ts";
import { contentRoom } from "./content-room.ts";
import { directionOf } from "./direction-of.ts";
import type { FilesHandle } from "./files/files-handle.ts";
import { LaterFiles, loadFiles } from "./later-files.tsx";
import { LaterWritingHelp } from "./later-writing-help.tsx";
import { LengthNote, tellBelow } from "./length-note.tsx";
import type { Mark } from "./marks/mark-edit.ts";
import { writeInto } from "../ui/write-into.ts";
import { toContent } from "./to-content.ts";
import { ToolRow } from "./tool-row.tsx";
import { useEnterEnds } from "./use-enter-ends.ts";
import { useDraft } from "./use-draft.ts";
import { useGrowing } from "./use-growing.ts";
import { useIsIdle } from "./use-is-idle.ts";
import type { WritingKeys } from "./writing-keys.ts";

/**
 * Where one writes. Enter sends, except on a touch keyboard; the up arrow in an empty field edits the last message, @ offers
 * the people of the room, a colon and a name emoji. Files stand above the text, below it what else can be written.
 */
export function Composer({
  ref: handle,
  conversation,
  known,
  present,
  isShown,
  onEditLast,
  answering,
  inRoom,
  above,
  emoji,
}: {
  ref?: Ref<ComposerHandle> | undefined;
  conversation: Conversation;
  known: Room | undefined;
  /** Who has the room open. */
  present: readonly Person[];
  /** What was written before is there. */
  isShown: boolean;
  onEditLast: () => void;
  /** What the next message answers, until it is sent or one gives it up. */
  answering?: { readonly seq: number; readonly end: () => void } | undefined;
  /** In a thread: whether the room shows the next message as well. */
  inRoom?: { readonly is: boolean; readonly end: () => void } | undefined;
  above?: ReactNode;
  /** In the second row: the way to pick an emoji. */
  emoji?: ReactNode;
}) {
  const me = useMe();
  const { role } = useWatch(conversation.state);
  const ref = useRef<HTMLTextAreaElement>(null);
  const formatsId = useId();
  const [hasFormats, setHasFormats] = useState(false);
  const [text, setText] = useDraft(me.id, conversation);
  const [caret, setCaret] = useState(0);
  const [problem, setProblem] = useState<string>();
  const files = useRef<FilesHandle>(null);
  const [fileCount, setFileCount] = useState(0);
  const keptFiles = () => fileDraft(me.id, conversation).read().length;
  /** Counts: each time, what could not be loaded before is looked for again. */
  const [filesWanted, setFilesWanted] = useState(keptFiles);
  const isIdle = useIsIdle(isShown);
  const keys = useRef<WritingKeys>(null);
  const say = useToast();
  const { endsText, hint } = useEnterEnds();
  useGrowing(ref, text);
  useEffect(() => {
    if (matchMedia(finePointer).matches) ref.current?.focus();
    return () => conversation.setTyping(false);
  }, [conversation]);

  const change = (next: string) => {
    setText(next);
    setProblem(undefined);
    files.current?.textChanged();
    conversation.setTyping(!isBlank(next));
  };
  const title = useRoomTitle(known);
  const label = conversation.threadSeq === undefined ? t.composer.message : t.composer.reply;
  const placeholder = title === undefined || conversation.threadSeq !== undefined ? label : t.composer.messageTo(title);
  const content = toContent(text);
  const left = contentRoom(content);
  const refusal = isBlank(content) ? undefined : contentProblem(content);
  const hasFiles = fileCount > 0;
  const maySend = (hasFiles || !isBlank(content)) && refusal === undefined;
  // What is too long is told by how much.
  const said = problem ?? (left < 0 ? undefined : refusal);
  const send = () => {
    if (left < 0) return;
    if (files.current === null && keptFiles() > 0) {
      // Those of before are not shown yet. What is written on meanwhile stays, with them.
      return void filesShown().then((shown) => shown !== null && ref.current?.value === text && send());
    }
    const attachments = files.current === null ? [] : files.current.ready();
    if (attachments === undefined || (text === "" && attachments.length === 0)) return;
    try {
      conversation.send(content, {
        attachments,
        ...(answering === undefined ? {} : { replyTo: answering.seq }),
        ...(inRoom?.is === true ? { inRoom: true } : {}),
        ...(linkPreviewsSetting.read() ? {} : { linkPreviews: false }),
      });
      files.current?.sent();
      answering?.end();
      inRoom?.end();
      change("");
    } catch (error) {
      setProblem(toHubbubError(error).message);
    }
  };
  const filesShown = async () => {
    await tryLoad(loadFiles);
    flushSync(() => setFilesWanted((count) => count + 1));
    if (files.current === null) say(t.ui.partNotLoaded(t.composer.attach));
    return files.current;
  };
  const pickFiles = async () => (await filesShown())?.pick();
  const write = (written: { readonly text: string; readonly caret: number }) => {
    flushSync(() => {
      change(written.text);
      setCaret(written.caret);
    });
    ref.current?.setSelectionRange(written.caret, written.caret);
  };
  const type = (typed: string) => {
    const field = ref.current;
    if (field === null) return;
    const { selectionStart: start, selectionEnd: end } = field;
    const at = start + typed.length;
    writeInto(field, { start, end, insert: typed, selection: [at, at] });
  };
  useImperativeHandle(handle, () => ({
    mention: (name) => {
      ref.current?.focus();
      write(withMention(text, caret, name));
    },
    type,
  }));
  const mark = async (kind: Mark): Promise<void> => {
    const markEdit = await loadMarkEdit().catch(() => say(t.ui.partNotLoaded(t.markup.format)));
    const field = ref.current;
    if (field === null || markEdit === undefined) return;
    writeInto(field, markEdit(kind, field.value, field.selectionStart, field.selectionEnd));
  };
  const beginMention = () => {
    const before = ref.current?.value.slice(0, ref.current.selectionStart) ?? "";
    type(/[^\s(]$/.test(before) ? " @" : "@");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    if (keys.current?.onSuggestionKey(event)) return;
    if (endsText(event)) send();
    else if (keys.current?.onMarkKey(event)) event.preventDefault();
    else if (event.key === "ArrowUp" && text === "") onEditLast();
    else if (event.key === "Escape" && answering !== undefined) {
      // It reads nothing.
      event.stopPropagation();
      answering.end();
    } else return;
    event.preventDefault();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
        ref.current?.focus();
      }}
      className="relative rounded-xl border border-line bg-raised shadow-lift focus-within:border-edge"
    >
      {above}
      <LaterFiles
        isWanted={isIdle || filesWanted > 0 || text !== ""}
        handle={files}
        field={ref}
        conversation={conversation}
        room={known}
        onCount={setFileCount}
        onReady={send}
      />
      <LaterWritingHelp
        isIdle={isIdle}
        keys={keys}
        field={ref}
        text={text}
        caret={caret}
        room={known}
        role={role}
        present={present}
      />
      <div className="relative">
        <textarea
          ref={ref}
          id={composerId(conversation)}
          aria-label={label}
          aria-autocomplete="list"
          placeholder={placeholder}
          rows={1}
          enterKeyHint={hint}
          value={text}
          onChange={(event) => {
            change(event.target.value);
            setCaret(event.target.selectionStart);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onBlur={() => conversation.setTyping(false)}
          onKeyDown={onKeyDown}
          dir={directionOf(text)}
          className="block max-h-[38dvh] w-full resize-none bg-transparent px-4 py-2 outline-none placeholder:opacity-0 touch:py-1.5 touch:text-base"
        />
        {text === "" && (
          // The field's own is cut off where it is too long.
          <span
            aria-hidden
            className="pointer-events-none absolute start-4 end-4 top-2 truncate text-soft touch:top-1.5 touch:text-base"
          >
            {placeholder}
          </span>
        )}
      </div>
      {hasFormats && (
        <LaterPart
          load={loadFormatBar}
          name={t.markup.format}
          props={{ id: formatsId, onMark: (kind) => void mark(kind) }}
          waiting={<div className="h-9 touch:h-12" />}
        />
      )}
      <ToolRow
        emoji={emoji}
        formatsId={formatsId}
        hasFormats={hasFormats}
        maySend={maySend}
        onFormats={() => setHasFormats(!hasFormats)}
        onNearFormats={nearFormats}
        onAttach={() => void pickFiles()}
        onNearAttach={nearFiles}
        onMark={(kind) => void mark(kind)}
        onMention={beginMention}
      />
      {(said !== undefined || left < tellBelow) && (
        <div className="flex flex-wrap gap-x-4 px-4 pb-2">
          <LengthNote left={left} />
          {said !== undefined && (
            <span role="alert" className="text-small text-bad">
              {said}
            </span>
          )}
        </div>
      )}
    </form>
  );
}

const loadMarkEdit = async () => (await import("./marks/mark-edit.ts")).markEdit;
const loadFormatBar = async () => (await import("./format-bar.tsx")).FormatBar;
const nearFormats = () => preload(loadFormatBar);
const nearFiles = () => preload(loadFiles);
