import type { LogItems } from "@hubbub/client";
import { useEffect, useRef, useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { filesWords } from "../files/files-words.ts";
import { later } from "../strings/later.ts";
import { toReadOut } from "./read-out.ts";

/** Reads new messages of others out to those who do not see them. What is loaded from the past is not read. */
export function Announcer({
  items,
  openThread,
}: {
  items: LogItems;
  /** Of a room: whose thread is open beside it, and read out there. */
  openThread: number | undefined;
}) {
  const me = useMe();
  const { people } = useClient();
  const seen = useRef(items.at(-1)?.seq);
  const [text, setText] = useState("");
  useEffect(() => {
    const before = seen.current;
    seen.current = items.at(-1)?.seq ?? before;
    if (before === undefined) return;
    const others = toReadOut(items, { before, userId: me.id, openThread });
    if (others.length > 3) setText(later.timeline.newMessages(others.length));
    else if (others.length > 0)
      setText(
        others
          .map(
            (one) => `${people.nameOf(one.user_id, one.username)}: ${one.content || filesWords(one.attachments ?? [])}`,
          )
          .join("\n"),
      );
  }, [items, me.id, people, openThread]);
  useEffect(() => {
    if (text === "") return;
    // Said once: it should not be found again by who reads the page line by line.
    const timer = setTimeout(() => setText(""), 1_000);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
