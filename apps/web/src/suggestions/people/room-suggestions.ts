import { roomWords } from "@hubbub/markup";
import type { Room } from "@hubbub/ws-protocol";
import type { Suggestion } from "../suggestion.ts";

/** The words that call all of a room, of those that begin so; each by one, whichever of them was begun. */
export function roomSuggestions(
  { member_count: members }: Pick<Room, "member_count">,
  name: string,
): readonly Suggestion[] {
  const begun = [...roomWords].filter(([word]) => word.startsWith(name.toLowerCase()));
  return (["room", "here"] as const)
    .filter((word) => begun.some(([, calls]) => calls === word))
    .map((word) => ({ kind: "room", word, members }));
}
