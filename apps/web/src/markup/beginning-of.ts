import { toPlainText } from "@hubbub/markup";
import { parsed } from "./parsed.ts";

/** Of a message's text, in one line and without marks. */
export function beginningOf(content: string): string {
  return toPlainText(parsed(content), 200);
}
