import { useMe } from "../../client/use-me.ts";
import { useNameOf } from "../../names/use-name-of.ts";
import { t } from "../../strings/t.ts";

/** More are counted, not named. */
const mostNamed = 8;

/** "Ann, Ben and you reacted with 👍"; undefined while it is not wanted, or nobody can be named. */
export function useWhoReacted(emoji: string, userIds: readonly number[], isWanted: boolean): string | undefined {
  const me = useMe();
  const others = userIds.filter((id) => id !== me.id);
  const isMine = others.length < userIds.length;
  const asked = isWanted ? others.slice(0, mostNamed) : [];
  const nameOf = useNameOf(asked);
  const names = asked.map((id) => nameOf(id, "")).filter((name) => name !== "");
  if (!isWanted || (names.length === 0 && !isMine)) return undefined;
  const { by, you } = t.messages.reactions;
  // At the beginning of the sentence.
  const own = names.length === 0 ? t.messages.you : you;
  return by(emoji, isMine ? [...names, own] : names, others.length - names.length);
}
