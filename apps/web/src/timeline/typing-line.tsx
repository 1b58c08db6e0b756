import type { Person } from "@hubbub/ws-protocol";

/** Who is writing; keeps its height, so that nothing jumps. */
export function TypingLine({ typing }: { typing: readonly Person[] }) {
  return (
    <p
      aria-live="polite"
      data-testid="typing"
      className="h-5 shrink-0 truncate px-5 pl-17 text-small text-soft phone:px-3.5 phone:pl-15.5"
    >
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
