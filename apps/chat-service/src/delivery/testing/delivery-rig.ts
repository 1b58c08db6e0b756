import type { WindowPolicy } from "../hub/window-policy.ts";
import type { Joined } from "../joining/join-request.ts";
import { RoomDelivery } from "../room-delivery.ts";
import { ModelLog } from "./model-log.ts";
import { TestReader } from "./test-reader.ts";
import { VirtualClock } from "./virtual-clock.ts";

interface JoinOptions {
  readonly afterSeq?: number;
  readonly epoch?: string;
  readonly limit?: number;
}

/** A RoomDelivery on a log in memory, with a broker that brings what the test passes on, and time that stands still. */
export function deliveryRig(options: { windows?: WindowPolicy; uncountedRoomId?: number } = {}) {
  const clock = new VirtualClock();
  const log = new ModelLog();
  const broker = {
    state: "up" as const,
    subscribed: new Set<number>(),
    subscriptions: [] as number[],
    subscription: Promise.resolve(),
    subscribeRoom(roomId: number) {
      broker.subscribed.add(roomId);
      broker.subscriptions.push(roomId);
      return broker.subscription;
    },
    unsubscribeRoom(roomId: number) {
      broker.subscribed.delete(roomId);
    },
  };
  const metrics = countingMetrics();
  const warnings: unknown[] = [];
  const delivery = new RoomDelivery({
    broker,
    source: log,
    metrics,
    warn: (error) => warnings.push(error),
    clock,
    ...options,
  });
  delivery.start();
  const joins: Joined[] = [];

  /** Asks for the room; the answer is `room_joined` with what delivery says of it. */
  function ask(
    reader: TestReader,
    roomId: number,
    { afterSeq, epoch, limit = 50 }: JoinOptions = {},
    whenJoined: () => void = () => {},
  ) {
    return delivery.join({
      reader,
      roomId,
      limit,
      afterSeq,
      epoch,
      onJoined: (joined) => {
        joins.push(joined);
        whenJoined();
        return roomJoined(roomId, joined, afterSeq);
      },
    });
  }

  /** A reader that has joined. */
  async function joined(userId: number, roomId: number, options?: JoinOptions): Promise<TestReader> {
    const reader = new TestReader(userId);
    const join = ask(reader, roomId, options);
    await clock.idle();
    await join;
    return reader;
  }

  return { clock, log, broker, metrics, warnings, delivery, joins, ask, joined };
}

function roomJoined(
  roomId: number,
  { lastSeq, recovered, epoch, page }: Joined,
  afterSeq: number | undefined,
): Uint8Array {
  const position = recovered ? afterSeq : lastSeq;
  return Buffer.from(
    JSON.stringify({
      type: "room_joined",
      room_id: roomId,
      last_seq: lastSeq,
      recovered,
      epoch,
      position,
      page: page.messages.map(({ seq }) => seq),
    }),
  );
}

function countingMetrics() {
  const counts: Record<string, number> = {};
  const seconds: number[] = [];
  const add = (name: string, by = 1) => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  return {
    counts,
    delivered: (frames: number) => add("delivered", frames),
    seconds,
    deliverySeconds(value: number) {
      add("deliverySeconds");
      seconds.push(value);
    },
    gap: (by: string) => add(`gap ${by}`),
    slowConsumer: () => add("slowConsumer"),
    resume: (result: string) => add(`resume ${result}`),
  };
}
