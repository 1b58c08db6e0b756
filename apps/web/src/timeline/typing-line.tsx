import type { Person } from "@hubbub/ws-protocol";
import { t } from "../strings/t.ts";

/** Who is writing. */
export function TypingLine({ typing }: { typing: readonly Person[] }) {
  return (
    <p aria-live="polite" data-testid="typing" className="truncate text-small text-soft">
      {sentence(typing.map((person) => person.username))}
    </p>
  );
}

function sentence(names: readonly string[]): string {
  if (names.length === 0) return "";
  return names.length > 3 ? t.timeline.severalTyping : t.timeline.typing(names);
}
