import { HubbubError } from "@hubbub/client";
import { contentProblem } from "@hubbub/ws-protocol";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { LengthNote } from "../composer/length-note.tsx";
import { useGrowing } from "../composer/use-growing.ts";
import { Button } from "../ui/button.tsx";
import { ProblemText } from "../ui/problems/problem-text.tsx";
import { useProblem } from "../ui/problems/use-problem.ts";

/** A message's text in the making. Enter saves, Esc leaves it as it was. */
export function EditForm({
  content,
  onSave,
  onClose,
}: {
  content: string;
  onSave: (content: string) => Promise<void>;
  onClose: () => void;
}) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(content);
  const [busy, setBusy] = useState(false);
  const { problem, isHeld, show } = useProblem();
  useGrowing(ref, text);
  useEffect(() => {
    ref.current?.focus();
    ref.current?.setSelectionRange(content.length, content.length);
  }, [content]);

  const save = async (): Promise<void> => {
    if (text === content) return onClose();
    if (busy || isHeld) return;
    const refusal = contentProblem(text);
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && !event.shiftKey) void save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="my-1 max-w-[74ch]">
      <textarea
        ref={ref}
        aria-label="Edit message"
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="block max-h-[40dvh] w-full resize-none rounded-lg border border-edge bg-raised px-3 py-2 outline-offset-0"
      />
      <div className="mt-1.5 flex flex-wrap items-center gap-2">
        <Button look="primary" busy={busy} disabled={isHeld} onClick={() => void save()}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <LengthNote content={text} />
        {problem !== undefined && (
          <span role="alert" className="text-small text-bad">
            <ProblemText problem={problem} />
          </span>
        )}
      </div>
    </div>
  );
}
