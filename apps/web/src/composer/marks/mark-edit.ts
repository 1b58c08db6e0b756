import type { Edit } from "../../ui/write-into.ts";
import { toggleLines } from "./toggle-lines.ts";
import { toggleSigns } from "./toggle-signs.ts";

/** How a part of a text can be marked while it is written. */
export type Mark = "bold" | "italic" | "strike" | "spoiler" | "code" | "list" | "numbers" | "quote";

/** What marks the selected part of a text, or takes the mark away where it has it. */
export function markEdit(mark: Mark, text: string, start: number, end: number): Edit {
  switch (mark) {
    case "bold":
      return toggleSigns(text, start, end, "**");
    case "italic":
      return toggleSigns(text, start, end, "_");
    case "strike":
      return toggleSigns(text, start, end, "~~");
    case "spoiler":
      return toggleSigns(text, start, end, "||");
    case "code":
      return text.slice(start, end).includes("\n") ? fence(text, start, end) : toggleSigns(text, start, end, "`");
    case "list":
      return toggleLines(text, start, end, () => "- ", /^[-*+] /);
    case "numbers":
      return toggleLines(text, start, end, (index) => `${index + 1}. `, /^\d+[.)] /);
    case "quote":
      return toggleLines(text, start, end, () => "> ", /^> ?/);
  }
}

/** Code of more than a line stands between lines of its own. */
function fence(text: string, start: number, end: number): Edit {
  const before = start === 0 || text[start - 1] === "\n" ? "```\n" : "\n```\n";
  const after = text[end - 1] === "\n" ? "```" : "\n```";
  const insert = `${before}${text.slice(start, end)}${after}`;
  const from = start + before.length;
  return { start, end, insert, selection: [from, from + end - start] };
}
