import { type Frame, RawSocket } from "../load/raw-socket.ts";
import type { Person } from "../load/sign-up.ts";
import type { FaultRun, Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { createRoom } from "./support/create-room.ts";

const senders = 10;
const messagesEach = 50;
/** Twice in one batch of each of two instances. */
const copies = 4;

export const raceDuplicateSends: Scenario = {
  name: "race-duplicate-sends",
  title: "each message sent twice in one batch and raced on two instances",
  recoversWithinMs: 5_000,
  async fault(run) {
    const { system, extras } = run;
    const roomId = await createRoom(system.url, extras[0]!);
    await Promise.all(extras.slice(0, senders).map((person) => race(run, person, roomId)));
    const { messages } = await run.load.history(roomId);
    const distinct = new Set(messages.map(({ userId, clientMsgId }) => `${userId} ${clientMsgId}`)).size;
    run.expect(`${messages.length} messages are in the history once`, distinct === messages.length);
    run.expect(`all messages are in the history, not ${distinct}`, distinct === senders * messagesEach);
  },
};

async function race({ system, expect, onEnd }: FaultRun, person: Person, roomId: number): Promise<void> {
  const sockets = await Promise.all(
    system.instances.map((name) => RawSocket.open(system.instanceSocketUrl(name), person, [roomId])),
  );
  onEnd(() => sockets.forEach((socket) => socket.close()));
  const acksOf = (id: string): Frame[] =>
    sockets.flatMap(({ frames }) =>
      frames.filter(({ type, client_msg_id }) => type === "message_ack" && client_msg_id === id),
    );
  for (let n = 0; n < messagesEach; n++) {
    const client_msg_id = `race-${person.userId}-${n}`;
    const message = { type: "send_message", room_id: roomId, client_msg_id, content: `race ${n}` };
    for (const socket of sockets) socket.send(message, message);
    await until(`${copies} acks of ${client_msg_id}`, 10_000, () => acksOf(client_msg_id).length === copies);
    const acks = acksOf(client_msg_id);
    const places = new Set(acks.map(({ seq }) => seq));
    expect(`every copy of ${client_msg_id} has one place, not ${[...places].join(" ")}`, places.size === 1);
    const first = acks.filter(({ duplicate }) => duplicate === false).length;
    expect(`one copy of ${client_msg_id} is the first, not ${first}`, first === 1);
  }
}
