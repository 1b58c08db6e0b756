import { type HistoryQuery, listMessages } from "../../messages/list-messages.ts";
import type { CommandOf } from "./command.ts";
import type { CommandAnswer, CommandCall } from "./command-call.ts";
import { roomMeant } from "./room-meant.ts";

export async function history(command: CommandOf<"history">, call: CommandCall): CommandAnswer {
  const { session, services, actor } = call;
  const roomId = roomMeant(session, command.room_id);
  const { messages, hasMore, hasMoreBefore, hasMoreAfter } = await listMessages(services.messages, actor.userId, {
    roomId,
    beforeSeq: command.before_seq,
    afterSeq: command.after_seq,
    aroundSeq: command.around_seq,
    limit: command.limit,
    of: messagesOf(command),
  });
  return {
    type: "history",
    room_id: roomId,
    messages: messages.map((message) => services.links.linkedMessage(message)),
    has_more: hasMore,
    ...(hasMoreBefore === undefined ? {} : { has_more_before: hasMoreBefore }),
    ...(hasMoreAfter === undefined ? {} : { has_more_after: hasMoreAfter }),
  };
}

function messagesOf({ thread_seq, threads }: CommandOf<"history">): HistoryQuery["of"] {
  if (thread_seq !== undefined) return { thread: thread_seq };
  return threads === true ? "log" : "timeline";
}
