import { speaks } from "@hubbub/ws-protocol";
import type { ReceivedFrame } from "../connection/read-frame.ts";
import { type HubbubError, toHubbubError } from "../hubbub-error.ts";
import { myThreadsMax, myThreadsPageSize, replayMax } from "../limits.ts";
import { ReloadTimer } from "../refusals/reload-timer.ts";
import type { MyThread, ThreadsApi } from "../rest/threads-api.ts";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";
import type { Me } from "../unread/me.ts";
import type { changeThreadList } from "./change-thread-list.ts";
import { becomesStale, readThread, removeListed, type ThreadList, type ThreadPlace } from "./thread-list.ts";

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
  readonly pendingRead: (place: ThreadPlace) => number;
  /** See `HubbubClient.protocol`. */
  readonly protocol: () => string | undefined;
}

type Change = (list: ThreadList) => ThreadList;

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
  #next: Promise<void> | undefined;
  /** What happened while the list was on its way, which may have been read before it. */
  #replay: Change[] | undefined;
  /** Changes with each user, so that a list that comes late is not another one's. */
  #era = 0;

  constructor(context: MyThreadsContext) {
    this.#context = context;
  }

  /** Reads them from the server, if it knows threads. Never rejects: the state says how it went. */
  load(): Promise<void> {
    this.#isWanted = true;
    if (this.#state.snapshot().status === "missing") return Promise.resolve();
    if (this.#loading === undefined) return this.#start();
    const era = this.#era;
    this.#next ??= this.#loading.then(() => (era === this.#era ? this.#start() : undefined));
    return this.#next;
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
    this.#change((list) => (on ? becomesStale(list) : removeListed(list, { roomId, threadSeq })));
  }

  receive(frame: ReceivedFrame): void {
    const changeList = this.#changeList;
    if (changeList === undefined) return;
    const me = this.#context.me();
    this.#change((list) => changeList(list, frame, me));
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
    this.#loading = this.#next = this.#replay = undefined;
    this.#list = none;
    this.#state.set(nothing);
  }

  #start(): Promise<void> {
    const era = this.#era;
    this.#next = undefined;
    this.#reloads.began();
    this.#loading = this.#read(era).finally(() => {
      if (era === this.#era) this.#loading = undefined;
    });
    return this.#loading;
  }

  async #read(era: number): Promise<void> {
    const replay: Change[] = (this.#replay = []);
    try {
      this.#changeList ??= (await import("./change-thread-list.ts")).changeThreadList;
      const { threads, isCut } = await this.#readPages();
      if (era !== this.#era) return;
      this.#reloads.ended(0);
      this.#list = this.#replayed(threads, replay);
      this.#show({ status: "ready", error: undefined, isCut });
    } catch (cause) {
      if (era !== this.#era) return;
      const error = toHubbubError(cause);
      const { status, isCut } = this.#state.snapshot();
      this.#reloads.failed(error);
      this.#show({ status: status === "ready" ? "ready" : "failed", error, isCut });
      this.#list = { ...this.#list, isStale: error.retryable };
    }
    this.#replay = undefined;
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

  /** What was read, and what happened since; and what one has read counts at once. */
  #replayed(threads: readonly MyThread[], replay: readonly Change[]): ThreadList {
    const read: ThreadList = { threads, isStale: replay.length >= replayMax };
    const places = threads.map(({ room, root }) => ({ roomId: room.id, threadSeq: root.seq }));
    return places.reduce(
      (list, place) => readThread(list, place, this.#context.pendingRead(place)),
      replay.reduce((list, change) => change(list), read),
    );
  }

  #change(change: Change): void {
    if (this.#replay !== undefined && this.#replay.length < replayMax) this.#replay.push(change);
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
