import type { Conversation } from "@hubbub/client";
import { useCallback, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { noteUsed } from "../../emoji/note-used.ts";
import { problemSentence, toProblem } from "../../ui/problems/problem.ts";
import { useToast } from "../../ui/toasts/use-toast.ts";
import { type Reacting, reactionKey } from "./shown-reactions.ts";

/** The log shows a change a moment after its answer: until then what one did stays to be seen. */
const logFollowsMs = 1_000;

/** One's own reactions on their way: seen at once, taken back with words where the server refuses them. */
export function useReacting(conversation: Conversation) {
  const me = useMe();
  const say = useToast();
  const [reacting, setReacting] = useState<Reacting>(new Map());
  const react = useCallback(
    async (seq: number, emoji: string, on: boolean): Promise<void> => {
      const key = reactionKey(seq, emoji);
      const wish = { on };
      // A later click on the same has a wish of its own.
      const forget = () =>
        setReacting((all) => (all.get(key) === wish ? new Map([...all].filter(([one]) => one !== key)) : all));
      setReacting((all) => new Map(all).set(key, wish));
      if (on) noteUsed(me.id, emoji);
      try {
        await conversation.react(seq, emoji, on);
        setTimeout(forget, logFollowsMs);
      } catch (error) {
        forget();
        say(problemSentence(toProblem(error)));
      }
    },
    [conversation, me.id, say],
  );
  return { react, reacting };
}
