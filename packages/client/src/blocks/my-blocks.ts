import { blocksMax, blocksPageSize } from "../limits.ts";
import type { Block, SafetyApi } from "../rest/safety-api.ts";
import type { Watchable } from "../store/watchable.ts";
import { Watched } from "../store/watched.ts";

export interface MyBlocksState {
  /** `loading`: not read yet; `failed`: could not be, so nobody seems blocked. What was known stays while it is read anew. */
  readonly status: "loading" | "ready" | "failed";
  /** Whom one has blocked, the latest first. */
  readonly people: readonly Block[];
}

export interface MyBlocksContext {
  readonly api: Pick<SafetyApi, "blocks" | "block" | "unblock">;
  readonly onChange: () => void;
}

/** Whom one has blocked: read once there is a connection, and when another device changed it; what one does here shows at once. */
export class MyBlocks {
  readonly #context: MyBlocksContext;
  readonly #state = new Watched<MyBlocksState>(nothing);
  readonly state: Watchable<MyBlocksState> = this.#state;
  #ids: ReadonlySet<number> = new Set();
  /** Changes with each reading, each block and each user: a list that was read before is of the past. */
  #era = 0;
  #isLoading = false;

  constructor(context: MyBlocksContext) {
    this.#context = context;
  }

  has(userId: number): boolean {
    return this.#ids.has(userId);
  }

  /** Reads them from the server. Never rejects: the state says how it went. */
  async load(): Promise<void> {
    const era = (this.#era += 1);
    this.#isLoading = true;
    const read = await this.#readPages().catch(() => undefined);
    if (era !== this.#era) return;
    this.#isLoading = false;
    const { status, people } = this.#state.snapshot();
    if (read !== undefined) this.#show({ status: "ready", people: read });
    else if (status === "loading") this.#show({ status: "failed", people });
  }

  /** Errors: `user_not_found`, `rate_limited`. */
  async block(userId: number): Promise<void> {
    const block = await this.#context.api.block(userId);
    this.#change((people) => [block, ...people.filter(({ user_id }) => user_id !== userId)]);
  }

  async unblock(userId: number): Promise<void> {
    await this.#context.api.unblock(userId);
    this.#change((people) => people.filter(({ user_id }) => user_id !== userId));
  }

  online(): void {
    if (this.#state.snapshot().status !== "ready") void this.load();
  }

  clear(): void {
    this.#era += 1;
    this.#isLoading = false;
    this.#show(nothing);
  }

  async #readPages(): Promise<Block[]> {
    const people: Block[] = [];
    let token = "";
    do {
      const page = await this.#context.api.blocks({ size: blocksPageSize, token });
      people.push(...page.blocks);
      token = page.next_page_token;
    } while (token !== "" && people.length < blocksMax);
    return people;
  }

  #change(change: (people: readonly Block[]) => readonly Block[]): void {
    const { status, people } = this.#state.snapshot();
    this.#show({ status, people: change(people) });
    // A list that was on its way may be of before.
    if (status !== "ready" || this.#isLoading) void this.load();
  }

  #show(state: MyBlocksState): void {
    this.#ids = new Set(state.people.map(({ user_id }) => user_id));
    this.#state.set(state);
    this.#context.onChange();
  }
}

const nothing: MyBlocksState = { status: "loading", people: [] };
