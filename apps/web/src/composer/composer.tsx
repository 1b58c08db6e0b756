import { type ChatRoom, toHubbubError } from "@hubbub/client";
import { isBlank } from "@hubbub/text";
import { contentProblem, type Person, type Room } from "@hubbub/ws-protocol";
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useMe } from "../client/use-me.ts";
import { MentionList } from "../mentions/mention-list.tsx";
import { useMentionPicker } from "../mentions/use-mention-picker.ts";
import { withMention } from "../mentions/with-mention.ts";
import { roomTitle } from "../rooms/room-title.ts";
import { finePointer } from "../ui/media.ts";
import { isComposing } from "../ui/is-composing.ts";
import type { ComposerHandle } from "./composer-handle.ts";
import { contentRoom } from "./content-room.ts";
import { LengthNote, tellBelow } from "./length-note.tsx";
import { SendButton } from "./send-button.tsx";
import { toContent } from "./to-content.ts";
import { useEnterEnds } from "./use-enter-ends.ts";
import { useDraft } from "./use-draft.ts";
import { useGrowing } from "./use-growing.ts";

/**
 * Where one writes. Enter sends, except on a touch keyboard; the up arrow in an empty field edits the last message, @ offers
 * the people of the room.
 */
export function Composer({
  ref: handle,
  room,
  known,
  present,
  onEditLast,
}: {
  ref?: Ref<ComposerHandle> | undefined;
  room: ChatRoom;
  known: Room | undefined;
  /** Who has the room open. */
  present: readonly Person[];
  onEditLast: () => void;
}) {
  const me = useMe();
  const ref = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [text, setText] = useDraft(me.id, room.id);
  const [caret, setCaret] = useState(0);
  const [problem, setProblem] = useState<string>();
  const mention = useMentionPicker(known, present, text, caret);
  const { endsText, hint } = useEnterEnds();
  useGrowing(ref, text);
  useEffect(() => {
    if (matchMedia(finePointer).matches) ref.current?.focus();
    return () => room.setTyping(false);
  }, [room]);

  const change = (next: string) => {
    setText(next);
    setProblem(undefined);
    room.setTyping(!isBlank(next));
  };
  const placeholder = known === undefined ? "Message" : `Message ${roomTitle(known, me.id)}`;
  const content = toContent(text);
  const left = contentRoom(content);
  const refusal = isBlank(content) ? undefined : contentProblem(content);
  const maySend = !isBlank(content) && refusal === undefined;
  // What is too long is told by how much.
  const said = problem ?? (left < 0 ? undefined : refusal);
  const send = () => {
    if (text === "" || left < 0) return;
    try {
      room.send(content);
      change("");
    } catch (error) {
      setProblem(toHubbubError(error).message);
    }
  };
  const pick = (person: Person | undefined) => {
    if (person === undefined) return;
    write(mention.pick(person));
  };
  const write = (written: { readonly text: string; readonly caret: number }) => {
    flushSync(() => {
      change(written.text);
      setCaret(written.caret);
    });
    ref.current?.setSelectionRange(written.caret, written.caret);
  };
  useImperativeHandle(handle, () => ({
    mention: (name) => {
      ref.current?.focus();
      write(withMention(text, caret, name));
    },
  }));
  const pickByKey = (event: KeyboardEvent): boolean => {
    if (mention.people.length === 0) return false;
    if (event.key === "ArrowDown") mention.move(1);
    else if (event.key === "ArrowUp") mention.move(-1);
    else if (event.key === "Escape") mention.dismiss();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) pick(mention.people[mention.at]);
    else return false;
    event.stopPropagation();
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (pickByKey(event)) event.preventDefault();
    else if (endsText(event)) send();
    else if (event.key === "ArrowUp" && text === "") onEditLast();
    else return;
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
      <MentionList id={listId} people={mention.people} at={mention.at} onPick={pick} />
      <div className="relative flex items-end gap-2 p-2">
        <textarea
          ref={ref}
          id="composer"
          aria-label="Message"
          aria-autocomplete="list"
          aria-controls={mention.people.length > 0 ? listId : undefined}
          aria-activedescendant={mention.people.length > 0 ? `${listId}-${mention.at}` : undefined}
          placeholder={placeholder}
          rows={1}
          enterKeyHint={hint}
          value={text}
          onChange={(event) => change(event.target.value)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onBlur={() => room.setTyping(false)}
          onKeyDown={onKeyDown}
          className="max-h-[38dvh] min-w-0 flex-1 resize-none bg-transparent px-2 py-1 outline-none placeholder:opacity-0 touch:py-2.5 touch:text-base"
        />
        {text === "" && (
          // The field's own is cut off where it is too long.
          <span
            aria-hidden
            className="pointer-events-none absolute top-3 right-14 left-4 truncate text-soft touch:top-4.5 touch:text-base"
          >
            {placeholder}
          </span>
        )}
        <SendButton maySend={maySend} />
      </div>
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
