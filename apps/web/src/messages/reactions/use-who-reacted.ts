import { useEffect, useState } from "react";
import { askName } from "../../client/ask-name.ts";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { t } from "../../strings/t.ts";
import { useMessageActions } from "../actions/message-actions-context.ts";

/** More are counted, not named. */
const mostNamed = 8;

/** "Ann, Ben and you reacted with 👍"; undefined while it is not wanted, or not known. */
export function useWhoReacted(emoji: string, userIds: readonly number[], isWanted: boolean): string | undefined {
  const me = useMe();
  const { accounts } = useClient();
  const { room } = useMessageActions();
  const others = userIds.filter((id) => id !== me.id);
  const isMine = others.length < userIds.length;
  const ids = others.slice(0, mostNamed).join(" ");
  const [answer, setAnswer] = useState<{ readonly ids: string; readonly names: readonly string[] }>();
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    const { people, items } = room.state.snapshot();
    const nameOf = async (id: number): Promise<string> => {
      const here = people.find(({ user_id }) => user_id === id)?.username;
      const wrote = items.findLast((item) => item.kind === "message" && item.message.user_id === id);
      return here ?? (wrote?.kind === "message" ? wrote.message.username : await askName(accounts, id));
    };
    void Promise.allSettled(ids.split(" ").filter(Boolean).map(Number).map(nameOf)).then((results) => {
      if (!isCurrent) return;
      setAnswer({ ids, names: results.flatMap((one) => (one.status === "fulfilled" ? one.value : [])) });
    });
    return () => {
      isCurrent = false;
    };
  }, [accounts, room, ids, isWanted]);
  if (!isWanted || answer?.ids !== ids) return undefined;
  const { names } = answer;
  const { by, you } = t.messages.reactions;
  // At the beginning of the sentence.
  const own = names.length === 0 ? t.messages.you : you;
  return by(emoji, isMine ? [...names, own] : names, others.length - names.length);
}
