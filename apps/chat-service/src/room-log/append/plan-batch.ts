import { type AppendItem, toItemJson } from "./append-item.ts";

/** The arguments of the append function. */
export interface BatchPlan {
  /** Of the rooms to lock. */
  readonly roomIds: readonly number[];
  /** JSON; `n` of each item is its place in what was planned. */
  readonly steps: string;
}

/**
 * Puts a batch into as few steps as keep every room's order: items of different rooms share a step, and so do posts that
 * follow each other in a room. Joins of a room move up to the first one (and become one row), unless something on the
 * way would then turn out differently.
 */
export function planBatch(items: readonly AppendItem[]): BatchPlan {
  const levels: Level[] = [];
  const rooms = new Map<number, RoomProgress>();
  const creates: number[] = [];

  for (const [n, item] of items.entries()) {
    if (item.step === "create") {
      creates.push(n);
      continue;
    }
    let room = rooms.get(item.roomId);
    if (room === undefined) rooms.set(item.roomId, (room = new RoomProgress()));
    const level = room.place(item.step, item);
    (levels[level] ??= { post: [], join: [], change: [] })[item.step].push(n);
  }

  // All instances make rooms in the same order, so that two that want the same names do not wait for each other.
  creates.sort((a, b) => ((items[a]?.createKey ?? "") < (items[b]?.createKey ?? "") ? -1 : 1));
  const steps = [
    toStep("create", creates, items),
    ...levels.flatMap(({ post, join, change }) => [
      toStep("post", post, items),
      toStep("join", join, items),
      toStep("change", change, items),
    ]),
  ].filter((step) => step !== "");
  return { roomIds: [...rooms.keys()], steps: `[${steps.join(",")}]` };
}

type RoomStep = "post" | "join" | "change";
type Level = Record<RoomStep, number[]>;

/** How far one room's items have been placed. */
class RoomProgress {
  #level = 0;
  #step: RoomStep | undefined;
  #levelHasFiles = false;
  #joinLevel: number | undefined;
  /** Whose items, or membership, stand after the join level: their join may not move before it. */
  readonly #touched = new Set<number>();

  place(step: RoomStep, item: AppendItem): number {
    if (step === "join" && this.#joinLevel !== undefined && !this.#touched.has(item.actorId)) return this.#joinLevel;
    // Of two that bring the same file the first one has it: they are not judged together.
    const bringsFiles = item.post?.bringsFiles === true;
    const isNext = step !== this.#step || (bringsFiles && this.#levelHasFiles);
    if (this.#step !== undefined && isNext) {
      this.#level += 1;
      this.#levelHasFiles = false;
    }
    this.#levelHasFiles ||= bringsFiles;
    this.#step = step;
    if (step === "join") {
      this.#joinLevel = this.#level;
      this.#touched.clear();
    } else {
      this.#touched.add(item.actorId).add(item.subjectId);
      if (item.changesRoom) this.#joinLevel = undefined;
    }
    return this.#level;
  }
}

function toStep(name: AppendItem["step"], places: readonly number[], items: readonly AppendItem[]): string {
  if (places.length === 0) return "";
  const texts = places.flatMap((n) => {
    const item = items[n];
    return item === undefined ? [] : `{"n":${n},${toItemJson(item).slice(1)}`;
  });
  return `{"do":"${name}","items":[${texts.join(",")}]}`;
}
