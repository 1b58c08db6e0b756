import { changeBy, isLogged, type LoggedFrame, removedBy, type ServerFrameOf } from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import type { MyThread } from "../rest/threads-api.ts";
import { callsOne } from "../unread/calls-one.ts";
import type { Me } from "../unread/me.ts";
import { becomesStale, changeListed, readThread, type ThreadList } from "./thread-list.ts";

/** The list after a frame; the same object where the frame says nothing about it. Frames may come again, or late. */
export function changeThreadList(list: ThreadList, frame: ReceivedFrame, me: Me): ThreadList {
  switch (frame.type) {
    case "room_joined":
      return joined(list, frame);
    case "thread_activity":
      return isKnown(list, frame) ? list : becomesStale(list);
    case "read_moved":
      return frame.thread_seq === undefined ? list : moved(list, { ...frame, thread_seq: frame.thread_seq });
    case "new_message":
      return frame.thread_seq === undefined ? list : replied(changeRoots(list, frame), frame, frame.thread_seq, me);
    case "message_edited":
      return recounted(changeRoots(list, frame), frame, me);
    case "message_deleted":
      return uncounted(changeRoots(list, frame), frame);
    case "messages_expired":
      return expired(changeRoots(list, frame), frame);
    default:
      return isLogged(frame) ? left(changeRoots(list, frame), frame, me) : list;
  }
}

/**
 * From now on replies in the room come as frames. Where it was not resumed nobody tells of those just before it: `thread_activity`
 * comes once a second, and names the last.
 */
function joined(list: ThreadList, { room_id, recovered }: ServerFrameOf<"room_joined">): ThreadList {
  return recovered || list.threads.every(({ room }) => room.id !== room_id) ? list : becomesStale(list);
}

function isKnown({ threads }: ThreadList, frame: ServerFrameOf<"thread_activity">): boolean {
  return threads.some(
    ({ room, root, last_seq }) =>
      room.id === frame.room_id && root.seq === frame.thread_seq && last_seq >= frame.last_seq,
  );
}

/** One's place was moved, on whichever device. Set back, something is unread until the server has counted it. */
function moved(
  list: ThreadList,
  { room_id, thread_seq, last_read_seq, back }: ServerFrameOf<"read_moved"> & { readonly thread_seq: number },
): ThreadList {
  const place = { roomId: room_id, threadSeq: thread_seq };
  const read =
    back === true
      ? changeListed(list, place, (thread) => ({
          ...thread,
          last_read_seq: Math.min(thread.last_read_seq, last_read_seq),
          unread_count: Math.max(thread.unread_count, 1),
        }))
      : readThread(list, place, last_read_seq);
  const thread = read.threads.find(({ room, root }) => room.id === room_id && root.seq === thread_seq);
  const isCounted = thread === undefined || (back !== true && thread.last_read_seq >= thread.last_seq);
  return isCounted ? read : becomesStale(read);
}

/** A reply was heard of. Whoever replies follows the thread, and has read what is before it. */
function replied(list: ThreadList, reply: ServerFrameOf<"new_message">, threadSeq: number, me: Me): ThreadList {
  const place = { roomId: reply.room_id, threadSeq };
  const isMine = reply.user_id === me.userId;
  const isListed = list.threads.some(({ room, root }) => room.id === place.roomId && root.seq === threadSeq);
  if (!isListed) return isMine ? becomesStale(list) : list;
  const heard = changeListed(list, place, (thread) => (reply.seq <= thread.last_seq ? thread : heardOf(thread)));
  const read = isMine ? readThread(heard, place, reply.seq) : heard;
  return read === list ? list : inOrder(read);

  function heardOf(thread: MyThread): MyThread {
    const last = { ...thread, last_seq: reply.seq };
    if (isMine || reply.deleted_at !== undefined || reply.seq <= thread.last_read_seq) return last;
    const isMention = callsOne(reply, me);
    return {
      ...last,
      unread_count: thread.unread_count + 1,
      mention_count: thread.mention_count + (isMention ? 1 : 0),
    };
  }
}

/** An edit says nothing of threads. Whether what it changed is unread in one, and called one before, only the server can tell. */
function recounted(list: ThreadList, edit: ServerFrameOf<"message_edited">, me: Me): ThreadList {
  const mayCount = list.threads.some(
    ({ room, last_seq, last_read_seq, unread_count, mention_count }) =>
      room.id === edit.room_id &&
      edit.target_seq > last_read_seq &&
      edit.target_seq <= last_seq &&
      unread_count > 0 &&
      (mention_count > 0 || callsOne(edit, me)),
  );
  return mayCount ? becomesStale(list) : list;
}

/** Whether a deleted reply was among those that are unread only the server can tell. */
function uncounted(list: ThreadList, { room_id, thread_seq }: ServerFrameOf<"message_deleted">): ThreadList {
  const thread = list.threads.find(({ room, root }) => room.id === room_id && root.seq === thread_seq);
  return thread === undefined || thread.unread_count === 0 ? list : becomesStale(list);
}

/** A thread goes with its root, and what it holds comes after that. */
function expired(list: ThreadList, { room_id, up_to_seq }: ServerFrameOf<"messages_expired">): ThreadList {
  const isGone = ({ room, root }: MyThread) => room.id === room_id && root.seq <= up_to_seq;
  const threads = list.threads.filter((thread) => !isGone(thread));
  return threads.length === list.threads.length ? list : { ...list, threads };
}

/** Of a room that one has left nothing is followed any more. */
function left(list: ThreadList, frame: LoggedFrame, me: Me): ThreadList {
  if (!removedBy(frame).includes(me.userId)) return list;
  const threads = list.threads.filter(({ room }) => room.id !== frame.room_id);
  return threads.length === list.threads.length ? list : { ...list, threads };
}

function changeRoots(list: ThreadList, frame: LoggedFrame): ThreadList {
  let isChanged = false;
  const threads = list.threads.map((thread) => {
    if (thread.room.id !== frame.room_id) return thread;
    const root = changeBy(thread.root, frame);
    isChanged ||= root !== thread.root;
    return root === thread.root ? thread : { ...thread, root };
  });
  return isChanged ? { ...list, threads } : list;
}

/** Those with the latest replies first. */
function inOrder(list: ThreadList): ThreadList {
  const at = ({ root }: MyThread) => root.thread?.last_reply_at ?? "";
  return { ...list, threads: list.threads.toSorted((one, other) => at(other).localeCompare(at(one))) };
}
