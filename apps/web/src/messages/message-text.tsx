import { memo, type ReactNode } from "react";
import { BlocksView } from "../markup/blocks-view.tsx";
import { parsed } from "../markup/parsed.ts";

const onlyEmoji =
  /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*\s*){1,4}$/u;

/** A message's text. */
export const MessageText = memo(function MessageText({
  content,
  mark,
}: {
  content: string;
  /** Said after the text. */
  mark?: ReactNode;
}) {
  if (onlyEmoji.test(content))
    return (
      <p className="text-3xl leading-tight">
        {content} {mark}
      </p>
    );
  return (
    <div className="space-y-1.5">
      <BlocksView blocks={parsed(content)} mark={mark} />
    </div>
  );
});
