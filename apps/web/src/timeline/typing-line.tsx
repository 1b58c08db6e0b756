import type { Person } from "@hubbub/ws-protocol";
import { useNameOf } from "../names/use-name-of.ts";
import { t } from "../strings/t.ts";

/** Who is writing. */
export function TypingLine({ typing }: { typing: readonly Person[] }) {
  const nameOf = useNameOf(typing.map(({ user_id }) => user_id));
  return (
    <p aria-live="polite" data-testid="typing" className="truncate text-small text-soft">
      {sentence(typing.map(({ user_id, username }) => nameOf(user_id, username)))}
    </p>
  );
}

function sentence(names: readonly string[]): string {
  if (names.length === 0) return "";
  return names.length > 3 ? t.timeline.severalTyping : t.timeline.typing(names);
}
