import type { logReach } from "../../limits.ts";
import type { LogItem } from "./log-item.ts";
import { LogItems } from "./log-items.ts";

/** A part of the log without holes: all messages from `fromSeq` to `toSeq` are among its items. */
export interface Stretch {
  readonly items: LogItems;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** Where the reader is: the seqs of the first and the last item in sight. */
export interface Sight {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/**
 * What is loaded of a log: stretches that neither overlap nor touch, the last of which is live and ends at the log's
 * position; and which of them is looked at.
 */
export class Stretches {
  readonly #reach: typeof logReach;
  /** Ascending. */
  #all: Stretch[] = [nothing];
  #view: Stretch = nothing;
  /** Those that were looked at before, the one left last at the end. */
  #left: Stretch[] = [];

  constructor(reach: typeof logReach) {
    this.#reach = reach;
  }

  get live(): Stretch {
    return this.#all.at(-1) ?? nothing;
  }

  get view(): Stretch {
    return this.#view;
  }

  /** It is looked at still, though events were missed: what it shows may have changed since. */
  get isViewStale(): boolean {
    return !this.#all.includes(this.#view);
  }

  covering(seq: number): Stretch | undefined {
    return this.#all.find(({ fromSeq, toSeq }) => fromSeq <= seq && seq <= toSeq);
  }

  /** All anew. `keepsView`: what is looked at is shown until something takes its place. */
  start(live: Stretch, keepsView: boolean): void {
    this.#all = [live];
    this.#left = [];
    if (!keepsView) this.#view = live;
  }

  /** Turns to another stretch; around `sight` some of the one before is kept, to come back to. */
  look(at: Stretch, sight: Sight | undefined): void {
    const before = this.#view;
    this.#view = at;
    this.#left = this.#left.filter((one) => one !== at);
    if (before === at || before === this.live || !this.#all.includes(before)) return;
    this.#keepLeft(this.#replace(before, cutAround(before, sight, this.#reach.aroundPlace)));
  }

  /** Nobody looks any more: the newest stay. */
  leave(): void {
    this.start(keepNewest(this.live, this.#reach.newest), false);
  }

  /** The log has come to `seq`, with an item or without. */
  append(seq: number, item: LogItem | undefined): void {
    const { live } = this;
    const items = item === undefined ? live.items : live.items.append(item);
    this.#replace(live, { ...live, items, toSeq: seq });
  }

  change(seq: number, make: (item: LogItem) => LogItem): void {
    for (const stretch of new Set([...this.#all, this.#view])) {
      const items = stretch.items.change(seq, make);
      if (items !== stretch.items) this.#replace(stretch, { ...stretch, items });
    }
  }

  /** All that is loaded may be concerned. */
  map(make: (item: LogItem) => LogItem): void {
    for (const stretch of new Set([...this.#all, this.#view])) {
      const items = stretch.items.map(make);
      if (items !== stretch.items) this.#replace(stretch, { ...stretch, items });
    }
  }

  /** All up to there is gone for good. */
  expire(upToSeq: number): void {
    for (const stretch of new Set([...this.#all, this.#view])) {
      if (stretch.fromSeq > upToSeq + 1) continue;
      const items = stretch.items.slice(stretch.items.indexFrom(upToSeq + 1));
      this.#replace(stretch, { ...stretch, items, fromSeq: 1 });
    }
    // Of those that began before it the last begins the log now.
    const [beginning, ...before] = this.#all.filter(({ fromSeq }) => fromSeq === 1).toReversed();
    for (const stretch of before) {
      if (stretch === this.#view) this.#view = beginning ?? this.live;
      this.#drop(stretch);
    }
  }

  /** Joined with those that it overlaps or touches, whose items stay as they are. Answers what has become of it. */
  add(page: Stretch): Stretch {
    const touching = this.#all.filter((one) => touch(one, page));
    const parts: LogItems[] = [];
    let nextSeq = page.fromSeq;
    for (const one of touching) {
      parts.push(page.items.between(nextSeq, one.fromSeq - 1), one.items);
      nextSeq = one.toSeq + 1;
    }
    parts.push(page.items.between(nextSeq, page.toSeq));
    const joined = {
      items: LogItems.join(parts),
      fromSeq: Math.min(page.fromSeq, touching[0]?.fromSeq ?? page.fromSeq),
      toSeq: Math.max(page.toSeq, touching.at(-1)?.toSeq ?? page.toSeq),
    };
    const others = this.#all.filter((one) => !touching.includes(one));
    this.#all = [...others, joined].toSorted((one, other) => one.toSeq - other.toSeq);
    this.#left = this.#left.filter((one) => !touching.includes(one));
    if (touching.includes(this.#view)) this.#view = joined;
    else if (joined !== this.live) this.#keepLeft(joined);
    return joined;
  }

  /** Lets go of what is far from sight. Where that is the newest, the live stretch begins anew behind a hole. */
  trim(sight: Sight | undefined): void {
    const view = this.#view;
    if (this.isViewStale || sight === undefined) return;
    if (sight.fromSeq > view.toSeq || sight.toSeq < view.fromSeq) return;
    const kept = cutAround(view, sight, this.#reach.around, this.#reach.slack);
    if (kept === view) return;
    if (view === this.live && kept.toSeq < view.toSeq) {
      this.#all = [...this.#all, keepNewest(view, this.#reach.newest)];
    }
    this.#replace(view, kept);
  }

  /** Lets go of the beginning of the live stretch, where nobody says that they look at it. */
  trimUnseen(): void {
    const { live } = this;
    const { around } = this.#reach;
    if (live.items.length > 2 * around) this.#replace(live, keepNewest(live, around));
  }

  #replace(before: Stretch, after: Stretch): Stretch {
    this.#all = this.#all.map((one) => (one === before ? after : one));
    this.#left = this.#left.map((one) => (one === before ? after : one));
    if (this.#view === before) this.#view = after;
    return after;
  }

  #keepLeft(stretch: Stretch): void {
    this.#left.push(stretch);
    while (this.#left.length > this.#reach.places) this.#drop(this.#left.shift());
  }

  #drop(stretch: Stretch | undefined): void {
    this.#all = this.#all.filter((one) => one !== stretch);
    this.#left = this.#left.filter((one) => one !== stretch);
  }
}

/** Of a log that nothing is known of. */
const nothing: Stretch = { items: LogItems.none, fromSeq: 1, toSeq: 0 };

function touch(one: Stretch, other: Stretch): boolean {
  return one.fromSeq <= other.toSeq + 1 && other.fromSeq <= one.toSeq + 1;
}

function keepNewest(stretch: Stretch, count: number): Stretch {
  return cut(stretch, Math.max(0, stretch.items.length - count), stretch.items.length);
}

/** So many items on both sides of what is in sight, or at most `slack` more: so not each event cuts. */
function cutAround(stretch: Stretch, sight: Sight | undefined, count: number, slack = 0): Stretch {
  const { items } = stretch;
  if (sight === undefined) return cut(stretch, 0, Math.min(items.length, 2 * count));
  const from = items.indexFrom(sight.fromSeq) - count;
  const to = items.indexFrom(sight.toSeq + 1) + count;
  return cut(stretch, from > slack ? from : 0, to < items.length - slack ? to : items.length);
}

/** What is left are the items from one index to before another, and what is known to be between them and those that go. */
function cut(stretch: Stretch, from: number, to: number): Stretch {
  const { items } = stretch;
  if (from <= 0 && to >= items.length) return stretch;
  return {
    items: items.slice(from, to),
    fromSeq: from <= 0 ? stretch.fromSeq : (items.at(from - 1)?.seq ?? 0) + 1,
    toSeq: to >= items.length ? stretch.toSeq : (items.at(to)?.seq ?? stretch.toSeq + 1) - 1,
  };
}
