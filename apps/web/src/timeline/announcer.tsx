import type { LogItems } from "@hubbub/client";
import { useEffect, useRef, useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { filesWords } from "../files/files-words.ts";
import { later } from "../strings/later.ts";

/** Reads new messages of others out to those who do not see them. What is loaded from the past is not read. */
export function Announcer({ items }: { items: LogItems }) {
  const me = useMe();
  const { people } = useClient();
  const seen = useRef(items.at(-1)?.seq);
  const [text, setText] = useState("");
  useEffect(() => {
    const before = seen.current;
    seen.current = items.at(-1)?.seq ?? before;
    if (before === undefined) return;
    const came = items
      .slice(items.indexFrom(before + 1))
      .flatMap((item) => (item.kind === "message" ? [item.message] : []));
    const others = came.filter((message) => message.user_id !== me.id);
    if (others.length > 3) setText(later.timeline.newMessages(others.length));
    else if (others.length > 0)
      setText(
        others
          .map(
            (one) => `${people.nameOf(one.user_id, one.username)}: ${one.content || filesWords(one.attachments ?? [])}`,
          )
          .join("\n"),
      );
  }, [items, me.id, people]);
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
