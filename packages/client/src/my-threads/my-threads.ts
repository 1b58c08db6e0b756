import { speaks } from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { type HubbubError, toHubbubError } from "../hubbub-error.ts";
import { myThreadsMax, myThreadsPageSize } from "../limits.ts";
import { ReloadTimer } from "../refusals/reload-timer.ts";
import type { MyThread, ThreadsApi } from "../rest/threads-api.ts";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";
import type { Me } from "../unread/me.ts";
import type { changeThreadList } from "./change-thread-list.ts";
import { readThread, type ThreadList } from "./thread-list.ts";

export interface MyThreadsState {
  /**
   * `loading`: nothing has been read yet; `failed`: nothing could be; `missing`: the server is of before 1.4 and knows no
   * threads.
   */
  readonly status: "loading" | "ready" | "failed" | "missing";
  /** Why they could not be read the last time. What is `retryable` is tried again by itself. */
  readonly error: HubbubError | undefined;
  /** One follows more than `myThreadsMax`: these are those with the latest replies. */
  readonly isCut: boolean;
  /** With live counts, those with the latest replies first. What was known stays while it is loaded anew. */
  readonly threads: readonly MyThread[];
  /** Threads with anything unread, and replies that mention one. */
  readonly unreadCount: number;
  readonly mentionCount: number;
}

interface MyThreadsContext {
  readonly api: ThreadsApi;
  readonly me: () => Me;
  /** How far one has read what the server may not know yet. */
  readonly pendingRead: (place: { readonly roomId: number; readonly threadSeq: number }) => number;
  /** See `HubbubClient.protocol`. */
  readonly protocol: () => string | undefined;
}

/**
 * The threads that one follows and what is unread in them: read from the server when they are asked for (`load`), and from then
 * on kept up to date by frames, and read again after each break.
 */
export class MyThreads {
  readonly #context: MyThreadsContext;
  readonly #state = new Watched<MyThreadsState>(nothing);
  readonly state: Watchable<MyThreadsState> = this.#state;
  readonly #reloads = new ReloadTimer(() => void this.load());
  /** What frames make of the list: in a browser it comes with the list. */
  #changeList: typeof changeThreadList | undefined;
  #isWanted = false;
  #isOnline = false;
  #list: ThreadList = none;
  #loading: Promise<void> | undefined;
  /** Changes with each user, so that a list that comes late is not another one's. */
  #era = 0;

  constructor(context: MyThreadsContext) {
    this.#context = context;
  }

  /** Reads them from the server, if it knows threads. Never rejects: the state says how it went. */
  load(): Promise<void> {
    this.#isWanted = true;
    if (this.#state.snapshot().status === "missing") return Promise.resolve();
    this.#loading ??= this.#read(this.#era).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Reads them, if they were not asked for yet. */
  want(): void {
    if (!this.#isWanted) void this.load();
  }

  /** One has read a thread up to `seq` here, whether or not the server knows. */
  read(roomId: number, threadSeq: number, seq: number): void {
    this.#change((list) => readThread(list, { roomId, threadSeq }, seq));
  }

  /** One follows a thread from now on, or no more. */
  followed(roomId: number, threadSeq: number, on: boolean): void {
    this.#change(({ threads }) => ({
      threads: threads.filter(({ room, root }) => room.id !== roomId || root.seq !== threadSeq),
      isStale: on,
    }));
  }

  receive(frame: ReceivedFrame): void {
    const changeList = this.#changeList;
    if (changeList !== undefined) this.#change((list) => changeList(list, frame, this.#context.me()));
  }

  /** There is a connection (again): what was said before it was not heard. */
  online(): void {
    this.#isOnline = true;
    const isMissing = !speaks(this.#context.protocol(), "1.4");
    const { status } = this.#state.snapshot();
    if (isMissing) this.#show({ status: "missing", error: undefined, isCut: false });
    else if (status === "missing") this.#show({ status: "loading", error: undefined, isCut: false });
    if (!isMissing && this.#isWanted) void this.load();
  }

  offline(): void {
    this.#isOnline = false;
    this.#reloads.stop();
  }

  clear(): void {
    this.#era += 1;
    this.#reloads.stop();
    this.#loading = undefined;
    this.#list = none;
    this.#state.set(nothing);
  }

  async #read(era: number): Promise<void> {
    this.#reloads.began();
    this.#list = { ...this.#list, isStale: false };
    try {
      this.#changeList ??= (await import("./change-thread-list.ts")).changeThreadList;
      const { threads, isCut } = await this.#readPages();
      if (era !== this.#era) return;
      this.#reloads.ended(0);
      this.#list = { ...this.#list, threads: threads.map((thread) => this.#newest(thread)) };
      this.#show({ status: "ready", error: undefined, isCut });
    } catch (cause) {
      if (era !== this.#era) return;
      const error = toHubbubError(cause);
      const { status, isCut } = this.#state.snapshot();
      this.#reloads.failed(error);
      this.#show({ status: status === "ready" ? "ready" : "failed", error, isCut });
      if (error.retryable) this.#list = { ...this.#list, isStale: true };
    }
    this.#reloadIfStale();
  }

  async #readPages(): Promise<{ readonly threads: readonly MyThread[]; readonly isCut: boolean }> {
    const threads: MyThread[] = [];
    let token = "";
    do {
      const page = await this.#context.api.mine({ size: myThreadsPageSize, token });
      threads.push(...page.threads);
      token = page.next_page_token;
    } while (token !== "" && threads.length < myThreadsMax);
    return { threads, isCut: token !== "" };
  }

  /** As it was read, or as it is known where something came meanwhile; and what one has read counts at once. */
  #newest(read: MyThread): MyThread {
    const place = { roomId: read.room.id, threadSeq: read.root.seq };
    const known = this.#list.threads.find(({ room, root }) => room.id === place.roomId && root.seq === place.threadSeq);
    const newest = known !== undefined && known.last_seq > read.last_seq ? known : read;
    const [thread = newest] = readThread(
      { threads: [newest], isStale: false },
      place,
      this.#context.pendingRead(place),
    ).threads;
    return thread;
  }

  #change(change: (list: ThreadList) => ThreadList): void {
    const before = this.#list;
    this.#list = change(before);
    if (this.#list === before) return;
    if (this.#list.threads !== before.threads) this.#show(this.#state.snapshot());
    if (this.#loading === undefined) this.#reloadIfStale();
  }

  #reloadIfStale(): void {
    if (this.#list.isStale && this.#isOnline) this.#reloads.want();
  }

  #show({ status, error, isCut }: Pick<MyThreadsState, "status" | "error" | "isCut">): void {
    const { threads } = this.#list;
    const unreadCount = threads.filter(({ unread_count }) => unread_count > 0).length;
    const mentionCount = threads.reduce((sum, { mention_count }) => sum + mention_count, 0);
    this.#state.set({ status, error, isCut, threads, unreadCount, mentionCount });
  }
}

const none: ThreadList = { threads: [], isStale: false };
const nothing: MyThreadsState = {
  status: "loading",
  error: undefined,
  isCut: false,
  threads: none.threads,
  unreadCount: 0,
  mentionCount: 0,
};
