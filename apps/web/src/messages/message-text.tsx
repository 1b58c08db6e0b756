import type { ReactNode } from "react";
import { useMe } from "../client/use-me.ts";
import { parseText } from "./parse-text.ts";

const onlyEmoji =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*\s*){1,4}$/u;

/** A message's text. React writes every part as text: nothing in it can become markup. */
export function MessageText({
  content,
  mark,
}: {
  content: string;
  /** Said after the text. */
  mark?: ReactNode;
}) {
  const me = useMe();
  if (onlyEmoji.test(content))
    return (
      <p className="text-3xl leading-tight">
        {content} {mark}
      </p>
    );
  return (
    <div className="max-w-[74ch] whitespace-pre-wrap wrap-anywhere">
      {parseText(content, me.username).map((part, index) => {
        switch (part.kind) {
          case "text":
            return part.text;
          case "mention":
            return (
              <span key={index} className="rounded bg-accent-soft px-1 py-px font-name text-accent">
                {part.text}
              </span>
            );
          case "code":
            return (
              <code key={index} className="rounded bg-code px-1 py-px font-mono text-[0.88em]">
                {part.text}
              </code>
            );
          case "block":
            return (
              <pre
                key={index}
                // What is wider than its place is scrolled with the keys too.
                tabIndex={0}
                className="my-1 w-[100cqw] overflow-x-auto rounded-lg border border-line bg-code px-3 py-2 font-mono text-mono leading-normal whitespace-pre"
              >
                {part.text}
              </pre>
            );
          case "link":
            return (
              <a
                key={index}
                href={part.href}
                target="_blank"
                rel="noopener noreferrer nofollow"
                className="text-accent underline decoration-1 underline-offset-2"
              >
                {part.text}
              </a>
            );
        }
      })}
      {mark}
    </div>
  );
}
