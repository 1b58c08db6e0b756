import { type ChatRoom, toHubbubError } from "@hubbub/client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { drafts } from "../storage/drafts.ts";
import { Button } from "../ui/button.tsx";
import { finePointer } from "../ui/media.ts";
import { contentRoom } from "./content-room.ts";
import { LengthNote } from "./length-note.tsx";
import { useGrowing } from "./use-growing.ts";

/** Where one writes. Enter sends, Shift and Enter make a new line, the up arrow in an empty field edits the last message. */
export function Composer({
  room,
  name,
  rule,
  onEditLast,
}: {
  room: ChatRoom;
  name: string;
  /** Why one cannot write here. */
  rule: string | undefined;
  onEditLast: () => void;
}) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => drafts.read(room.id));
  const [problem, setProblem] = useState<string>();
  useGrowing(ref, text);
  useEffect(() => {
    if (matchMedia(finePointer).matches) ref.current?.focus();
    return () => room.setTyping(false);
  }, [room]);

  const change = (next: string) => {
    setText(next);
    setProblem(undefined);
    drafts.write(room.id, next);
    room.setTyping(next.trim() !== "");
  };
  const content = text.replace(/^\s*\n|\s+$/g, "");
  const maySend = content !== "" && contentRoom(content) >= 0;
  const send = () => {
    if (!maySend) return;
    try {
      room.send(content);
      change("");
    } catch (error) {
      setProblem(toHubbubError(error).message);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) send();
    else if (event.key === "ArrowUp" && text === "") onEditLast();
    else return;
    event.preventDefault();
  };

  if (rule !== undefined) {
    return (
      <p className="m-4 mt-0 rounded-xl border border-line bg-paper px-4 py-3 text-mid text-soft phone:mx-2.5">
        {rule}
      </p>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
        ref.current?.focus();
      }}
      className="mx-4 mb-4 shrink-0 rounded-xl border border-line bg-raised shadow-lift focus-within:border-edge phone:mx-2.5 phone:mb-[max(0.625rem,env(safe-area-inset-bottom))]"
    >
      <div className="flex items-end gap-2 p-2">
        <textarea
          ref={ref}
          id="composer"
          aria-label="Message"
          placeholder={name === "" ? "Message" : `Message ${name}`}
          rows={1}
          enterKeyHint="send"
          value={text}
          onChange={(event) => change(event.target.value)}
          onBlur={() => room.setTyping(false)}
          onKeyDown={onKeyDown}
          className="max-h-[38dvh] min-w-0 flex-1 resize-none bg-transparent px-2 py-1.5 outline-none touch:py-2.5 touch:text-base"
        />
        <Button type="submit" look="primary" disabled={!maySend}>
          Send
        </Button>
      </div>
      {(problem !== undefined || contentRoom(content) < 400) && (
        <div className="flex flex-wrap gap-x-4 px-4 pb-2">
          <LengthNote content={content} />
          {problem !== undefined && (
            <span role="alert" className="text-small text-bad">
              {problem}
            </span>
          )}
        </div>
      )}
    </form>
  );
}
