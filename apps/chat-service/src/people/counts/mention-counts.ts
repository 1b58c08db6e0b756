import { isInTimeline } from "@hubbub/ws-protocol";
import { activityIntervalMs, maxCalledPeople } from "../../limits.ts";
import type { CommittedBatch } from "../../room-log/events/committed-batch.ts";
import { Gathered } from "../activity/gathered.ts";
import type { PeopleMetrics } from "../people-metrics.ts";
import type { TellPerson } from "../tell-person.ts";
import { encodeRoomCounts, type PlaceCounts, type PlaceOfPerson, type ReadPlaceCounts } from "./place-counts.ts";

export interface MentionCountsOptions {
  readonly tell: TellPerson;
  readonly readCounts: ReadPlaceCounts;
  readonly metrics: Pick<PeopleMetrics, "dropped">;
  readonly warn: (error: unknown, message: string) => void;
}

/** Tells people whom a message calls by name what is unread in its room. What goes untold is in the list of rooms. */
export class MentionCounts {
  readonly #options: MentionCountsOptions;
  readonly #called: Gathered<PlaceOfPerson>;

  constructor(options: MentionCountsOptions) {
    this.#options = options;
    this.#called = new Gathered({
      intervalMs: activityIntervalMs,
      max: maxCalledPeople,
      tell: (called) => this.#tellAll(called),
      dropped: () => options.metrics.dropped.inc({ reason: "called_people" }),
    });
  }

  committed({ roomId, events }: Pick<CommittedBatch, "roomId" | "events">): void {
    for (const event of events) {
      if (event.kind !== "message" && event.kind !== "message_edited") continue;
      if (event.kind === "message" && !isInTimeline(event.body)) continue;
      for (const userId of event.body.mentioned?.user_ids ?? []) {
        if (userId !== event.actorId) this.#called.add(`${roomId}:${userId}`, { roomId, userId });
      }
    }
  }

  stop(): void {
    this.#called.stop();
  }

  async #tellAll(called: readonly PlaceOfPerson[]): Promise<void> {
    try {
      for (const counts of await this.#options.readCounts(called)) this.#tellOne(counts);
    } catch (error) {
      this.#options.warn(error, "who was called in a room could not be told what is unread there");
    }
  }

  #tellOne(counts: PlaceCounts): void {
    const { roomId, userId } = counts;
    const frames = [encodeRoomCounts([counts])];
    this.#options.tell({ userId, roomId, to: "every_socket", frames, effects: {} });
  }
}
