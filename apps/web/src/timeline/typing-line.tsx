import type { Person } from "@hubbub/ws-protocol";

/** Who is writing; keeps its height, so that nothing jumps. */
export function TypingLine({ typing }: { typing: readonly Person[] }) {
  return (
    <p aria-live="polite" data-testid="typing" className="column mb-2 h-5 shrink-0 truncate text-small text-soft">
      {sentence(typing.map((person) => person.username))}
    </p>
  );
}

function sentence(names: readonly string[]): string {
  const [first, second, third] = names;
  if (first === undefined) return "";
  if (second === undefined) return `${first} is typing`;
  if (third === undefined) return `${first} and ${second} are typing`;
  return names.length === 3 ? `${first}, ${second} and ${third} are typing` : "Several people are typing";
}
