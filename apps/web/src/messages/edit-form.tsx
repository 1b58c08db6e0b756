import { HubbubError } from "@hubbub/client";
import { contentProblem, type Message } from "@hubbub/ws-protocol";
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { useWatch } from "../client/use-watch.ts";
import { contentRoom } from "../composer/content-room.ts";
import { directionOf } from "../composer/direction-of.ts";
import { onMarkKey } from "../composer/marks/on-mark-key.ts";
import { LengthNote } from "../composer/length-note.tsx";
import { useEnterEnds } from "../composer/use-enter-ends.ts";
import { useGrowing } from "../composer/use-growing.ts";
import { type EditDraft, editDrafts } from "../storage/edit-drafts.ts";
import type { DraftedPlace } from "../storage/place-key.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Suggestions } from "../suggestions/suggestions.tsx";
import type { SuggestionKeys } from "../suggestions/suggestion-keys.ts";
import { Button } from "../ui/button.tsx";
import { ProblemText } from "../ui/problems/problem-text.tsx";
import { useProblem } from "../ui/problems/use-problem.ts";
import { isComposing } from "../ui/is-composing.ts";
import { useToast } from "../ui/toasts/use-toast.ts";
import { writeInto } from "../ui/write-into.ts";
import { useMessageActions } from "./actions/message-actions-context.ts";
import { Meanwhile } from "./edits/meanwhile.tsx";

/**
 * A message's text in the making, kept while one looks elsewhere. Enter saves, except on a touch keyboard; Esc leaves it as it
 * was. What happens to the message meanwhile is said, and takes nothing away of what was written.
 */
export function EditForm({
  message: { user_id: userId, seq, content, deleted_at, attachments },
  onSave,
  onClose,
}: {
  message: Message;
  onSave: (content: string) => Promise<void>;
  onClose: () => void;
}) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const { conversation } = useMessageActions();
  const [draft, setDraft] = useState(() => draftOf(userId, conversation, seq));
  const [busy, setBusy] = useState(false);
  const { problem, isHeld, show } = useProblem();
  const isDeleted = deleted_at !== undefined;
  const text = draft?.text ?? content;
  const before = draft?.before ?? content;
  const isOutdated = !isDeleted && !busy && before !== content && text !== content;
  const { endsText, hint } = useEnterEnds();
  const [caret, setCaret] = useState(0);
  const say = useToast();
  const { room, role, people: present } = useWatch(conversation.state);
  const suggestions = useRef<SuggestionKeys>(null);
  useGrowing(ref, text);
  useEffect(() => {
    const field = ref.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const isOver = isDeleted && draft === undefined;
  const end = useEffectEvent(onClose);
  useEffect(() => {
    if (isOver) end();
  }, [isOver]);

  const change = (next: string) => {
    const changed = next === content ? undefined : { seq, text: next, before };
    setDraft(changed);
    editDrafts.write(userId, conversation, changed);
  };
  const copy = () => void navigator.clipboard.writeText(text).then(() => say(t.messages.copied));
  const takeNewer = () => {
    if (ref.current === null) return;
    const end = content.length;
    writeInto(ref.current, { start: 0, end: text.length, insert: content, selection: [end, end] });
  };

  const save = async (): Promise<void> => {
    if (text === content) return onClose();
    if (busy || isHeld || isDeleted) return;
    const refusal = contentProblem(text, attachments);
    if (refusal !== undefined) return show(new HubbubError("invalid_argument", refusal));
    setBusy(true);
    try {
      await onSave(text);
      onClose();
    } catch (error) {
      show(error);
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || suggestions.current?.onKey(event)) return;
    if (event.key === "Escape") onClose();
    else if (endsText(event)) void save();
    else if (!onMarkKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="relative my-1 max-w-[74ch]">
      <Suggestions keys={suggestions} field={ref} text={text} caret={caret} room={room} role={role} present={present} />
      <textarea
        ref={ref}
        aria-label={t.messages.editing}
        dir={directionOf(text)}
        rows={1}
        value={text}
        enterKeyHint={hint}
        aria-autocomplete="list"
        onChange={(event) => {
          change(event.target.value);
          setCaret(event.target.selectionStart);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        className="block max-h-[40dvh] w-full resize-none rounded-lg border border-edge bg-raised px-3 py-2 outline-offset-0"
      />
      {isDeleted && <Meanwhile now="deleted" />}
      {isOutdated && <Meanwhile now={{ content }} />}
      <div className="mt-1.5 flex flex-wrap items-center gap-2">
        {!isDeleted && (
          <Button look="primary" busy={busy} disabled={isHeld} onClick={() => void save()}>
            {later.ui.save}
          </Button>
        )}
        {isDeleted && <Button onClick={copy}>{later.messages.do.copyText}</Button>}
        <Button onClick={onClose}>{isDeleted ? t.ui.close : t.ui.cancel}</Button>
        {isOutdated && <Button onClick={takeNewer}>{later.messages.meanwhile.take}</Button>}
        <LengthNote left={contentRoom(text)} />
        {problem !== undefined && (
          <span role="alert" className="text-small text-bad">
            <ProblemText problem={problem} />
          </span>
        )}
      </div>
    </div>
  );
}

function draftOf(userId: number, place: DraftedPlace, seq: number): EditDraft | undefined {
  const draft = editDrafts.read(userId, place);
  return draft?.seq === seq ? draft : undefined;
}
