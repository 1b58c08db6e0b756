import { waitFor } from "@hubbub/stack/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Broker, BrokerHandlers, PersonPublication, RoomPublication } from "./broker.ts";

/** What was handed to a broker's owner, in order. */
export interface Heard extends BrokerHandlers {
  readonly rooms: RoomPublication[];
  readonly signals: Parameters<BrokerHandlers["onSignal"]>[0][];
  readonly people: PersonPublication[];
  readonly activity: Parameters<BrokerHandlers["onActivity"]>[0][number][];
  readonly notices: Parameters<BrokerHandlers["onNotice"]>[0][];
  readonly states: Broker["state"][];
}

export function listenTo(broker: Broker): Heard {
  const heard: Heard = {
    rooms: [],
    signals: [],
    people: [],
    activity: [],
    notices: [],
    states: [],
    onRoom: (publication) => heard.rooms.push(publication),
    onSignal: (signal) => heard.signals.push(signal),
    onPerson: (publication) => heard.people.push(publication),
    onActivity: (marks) => heard.activity.push(...marks),
    onNotice: (notice) => heard.notices.push(notice),
    onState: (state) => heard.states.push(state),
  };
  broker.handlers = heard;
  return heard;
}

export function publicationOf(roomId: number, firstSeq: number, texts: readonly string[] = ["{}"]): RoomPublication {
  return {
    roomId,
    epoch: "6b1e0f0e-9d5c-4d0a-8f6f-2f4b8f6c9a01",
    firstSeq,
    frames: texts.map((text) => Buffer.from(text)),
    receivedUs: 1_000,
    publishedUs: 2_000,
    trace: "",
    effects: {},
  };
}

export function personPublicationOf(userId: number, text: string): PersonPublication {
  const frames = [Buffer.from(text)];
  return { userId, from: "boot-1", roomId: 7, to: "sockets_not_joined", frames, effects: {} };
}

/** What every broker does for one instance: run by the tests of each implementation. */
export function brokerContract(open: () => Broker): void {
  let broker: Broker;
  let heard: Heard;

  beforeEach(async () => {
    broker = open();
    heard = listenTo(broker);
    await broker.start();
  });
  afterEach(() => broker.close());

  test("is up after its start and says so once", () => {
    expect(broker.state).toBe("up");
    expect(heard.states).toEqual(["up"]);
  });

  test("a publication reaches the publisher itself, byte for byte", async () => {
    await broker.subscribeRoom(7);
    const sent: RoomPublication = {
      ...publicationOf(7, 41, ['{"type":"new_message","content":"grüße 🐦"}', '{"type":"member_added"}']),
      trace: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      effects: {
        added: [3],
        removed: [4, 5],
        removals: [
          { seq: 41, userId: 4 },
          { seq: 42, userId: 5 },
        ],
        deleted: [40],
        archived: true,
      },
    };
    broker.publishRoom(sent);
    await waitFor(() => expect(heard.rooms).toHaveLength(1));
    const [got] = heard.rooms;
    expect(got?.frames.map((frame) => Buffer.from(frame).toString())).toEqual(sent.frames.map(String));
    expect({ ...got, frames: [] }).toEqual({ ...sent, frames: [] });
  });

  test("publications of one room arrive in the order published", async () => {
    await broker.subscribeRoom(7);
    for (let seq = 1; seq <= 500; seq++) broker.publishRoom(publicationOf(7, seq));
    await waitFor(() => expect(heard.rooms).toHaveLength(500));
    expect(heard.rooms.map(({ firstSeq }) => firstSeq)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  });

  test("nothing is handed over inside the call that publishes", async () => {
    await broker.subscribeRoom(7);
    broker.publishRoom(publicationOf(7, 1));
    expect(heard.rooms).toEqual([]);
    await waitFor(() => expect(heard.rooms).toHaveLength(1));
  });

  test("rooms that are not subscribed, or not any more, are not heard", async () => {
    await Promise.all([broker.subscribeRoom(7), broker.subscribeRoom(8), broker.subscribeRoom(9)]);
    broker.unsubscribeRoom(8);
    for (const roomId of [6, 8, 9, 7]) broker.publishRoom(publicationOf(roomId, 1));
    await waitFor(() => expect(heard.rooms.map(({ roomId }) => roomId)).toEqual([9, 7]));
  });

  test("subscribing and unsubscribing are idempotent, and the last word holds", async () => {
    const subscribed = [broker.subscribeRoom(7), broker.subscribeRoom(7)];
    broker.unsubscribeRoom(7);
    broker.unsubscribeRoom(7);
    subscribed.push(broker.subscribeRoom(7), broker.subscribeRoom(8));
    broker.unsubscribeRoom(8);
    await Promise.all(subscribed);
    broker.publishRoom(publicationOf(8, 1));
    broker.publishRoom(publicationOf(7, 1));
    await waitFor(() => expect(heard.rooms.map(({ roomId }) => roomId)).toEqual([7]));
  });

  test("signals travel with the room's publications, in order", async () => {
    await broker.subscribeRoom(7);
    broker.publishSignal({ roomId: 7, from: "boot-1", exceptUserId: 3, kind: "typing", payload: '{"name":"Zoë\\n"}' });
    broker.publishSignal({ roomId: 7, from: "boot-1", kind: "presence", payload: "{}" });
    await waitFor(() =>
      expect(heard.signals).toEqual([
        { roomId: 7, from: "boot-1", exceptUserId: 3, kind: "typing", payload: '{"name":"Zoë\\n"}' },
        { roomId: 7, from: "boot-1", kind: "presence", payload: "{}" },
      ]),
    );
  });

  test("what is published for a person reaches who subscribed to that person, and nobody else", async () => {
    await Promise.all([broker.subscribePerson(3), broker.subscribePerson(4), broker.subscribeRoom(5)]);
    broker.unsubscribePerson(4);
    const direct: PersonPublication = {
      ...personPublicationOf(3, '{"type":"new_message","content":"grüße 🐦"}'),
      effects: { message: { seq: 12, author: { userId: 9, seq: 11 } } },
    };
    const added: PersonPublication = {
      ...personPublicationOf(3, ""),
      to: "every_socket",
      frames: [],
      effects: { membership: "added" },
    };
    broker.publishPerson(personPublicationOf(4, "{}"));
    broker.publishPerson(personPublicationOf(5, "{}"));
    broker.publishPerson(direct);
    broker.publishPerson(added);
    expect(heard.people).toEqual([]);
    await waitFor(() => expect(heard.people).toHaveLength(2));
    expect(heard.people.map((got) => ({ ...got, frames: got.frames.map((frame) => Buffer.from(frame)) }))).toEqual([
      direct,
      added,
    ]);
    expect(heard.rooms).toEqual([]);
  });

  test("activity and notices need no subscription", async () => {
    broker.publishActivity([
      { roomId: 1, lastSeq: 10 },
      { roomId: 2, lastSeq: 20 },
    ]);
    broker.publishNotice({ type: "session_ended", sessionId: "s-1" });
    broker.publishNotice({ type: "user_disabled", userId: 5 });
    await waitFor(() => expect(heard.notices).toHaveLength(2));
    expect(heard.activity).toEqual([
      { roomId: 1, lastSeq: 10 },
      { roomId: 2, lastSeq: 20 },
    ]);
    expect(heard.notices[1]).toEqual({ type: "user_disabled", userId: 5 });
  });

  test("a closed broker is away, and publishing to it does nothing", async () => {
    await broker.subscribeRoom(7);
    await broker.close();
    broker.publishRoom(publicationOf(7, 1));
    broker.publishNotice({ type: "user_disabled", userId: 5 });
    expect(broker.state).toBe("away");
    expect(heard.states).toEqual(["up", "away"]);
  });
}
