import { type Inline, type Markup, parseMarkup } from "@hubbub/markup";
import { useDeferredValue, useMemo } from "react";
import { BlocksView } from "../markup/blocks-view.tsx";
import { t } from "../strings/t.ts";

/** What a text will look like, once it has marks. For the eye: the field says them as well. */
export function Preview({ text }: { text: string }) {
  const shown = useDeferredValue(text);
  const markup = useMemo(() => parseMarkup(shown), [shown]);
  if (!isMarked(markup)) return null;
  return (
    <div aria-hidden className="max-h-[24dvh] overflow-y-auto border-b border-line px-4 py-2" data-testid="preview">
      <p className="text-tiny text-soft">{t.markup.preview}</p>
      <div inert className="space-y-1.5">
        <BlocksView blocks={markup} />
      </div>
    </div>
  );
}

/** Names and addresses look like what they are. */
function isMarked(markup: Markup): boolean {
  return markup.some((block) => block.kind !== "paragraph" || block.children.some(isMark));
}

function isMark(node: Inline): boolean {
  if (node.kind === "text" || node.kind === "mention") return false;
  return node.kind !== "link" || node.children.some((child) => child.kind !== "text" || child.text !== node.href);
}
