import { roomWords } from "@hubbub/markup";
import { useContext } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { useNameOf } from "../names/use-name-of.ts";
import { type Called, CalledContext } from "./called-context.ts";

/** Whom one of these names calls, where a text has it: oneself, others, or nobody, which makes it text as any other. */
export function useCall(names: readonly string[]): "me" | "others" | "nobody" {
  const called = useContext(CalledContext);
  const me = useMe();
  const isMe = names.includes(me.username.toLowerCase());
  const isOther = useIsOther(names, called?.mentions?.user_ids ?? none);
  if (called !== undefined && names.some((name) => roomWords.has(name))) return callOfRoom(called);
  if (called?.mentions === undefined) return isMe ? "me" : "others";
  if (isMe) return called.mentions.user_ids.includes(me.id) ? "me" : "nobody";
  return isOther ? "others" : "nobody";
}

/** Whom a message calls is told by ids: until it is known what all of them are called, any name may be one of them. */
function useIsOther(names: readonly string[], userIds: readonly number[]): boolean {
  const { people } = useClient();
  useNameOf(userIds);
  return userIds.some((userId) => {
    const username = people.get(userId)?.username?.toLowerCase();
    return username === undefined || names.includes(username);
  });
}

function callOfRoom({ mentions, isMine }: Called): "me" | "others" | "nobody" {
  if (mentions?.room === undefined) return "nobody";
  return isMine ? "others" : "me";
}

const none: readonly number[] = [];
