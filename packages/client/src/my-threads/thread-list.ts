import type { MyThread } from "../rest/threads-api.ts";

/** The threads that one follows, as far as this client knows them; immutable. */
export interface ThreadList {
  readonly threads: readonly MyThread[];
  /** Something happened that only the server's list can tell. */
  readonly isStale: boolean;
}

export interface ThreadPlace {
  readonly roomId: number;
  readonly threadSeq: number;
}

export function becomesStale(list: ThreadList): ThreadList {
  return list.isStale ? list : { ...list, isStale: true };
}

/** The list without one thread. */
export function removeListed(list: ThreadList, { roomId, threadSeq }: ThreadPlace): ThreadList {
  const threads = list.threads.filter(({ room, root }) => room.id !== roomId || root.seq !== threadSeq);
  return threads.length === list.threads.length ? list : { ...list, threads };
}

/** The list after a change of one thread; the same object where it does not hold it, or nothing changes. */
export function changeListed(
  list: ThreadList,
  { roomId, threadSeq }: ThreadPlace,
  change: (thread: MyThread) => MyThread,
): ThreadList {
  const index = list.threads.findIndex(({ room, root }) => room.id === roomId && root.seq === threadSeq);
  const known = list.threads[index];
  const changed = known === undefined ? undefined : change(known);
  if (changed === undefined || changed === known) return list;
  return { ...list, threads: list.threads.with(index, changed) };
}

/** One has read a thread up to `seq`: only ever forward. Of what is left only the server knows how much it is. */
export function readThread(list: ThreadList, place: ThreadPlace, seq: number): ThreadList {
  return changeListed(list, place, (thread) => {
    if (seq <= thread.last_read_seq) return thread;
    const read = { ...thread, last_read_seq: seq };
    return seq < thread.last_seq ? read : { ...read, unread_count: 0, mention_count: 0 };
  });
}
