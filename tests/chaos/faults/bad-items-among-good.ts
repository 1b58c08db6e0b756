import { RawSocket } from "../load/raw-socket.ts";
import type { FaultRun, Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { createRoom } from "./support/create-room.ts";

const rounds = 40;
const missingRoom = 999_999_999;

export const badItemsAmongGood: Scenario = {
  name: "bad-items-among-good",
  title: "bad items in batches of good ones",
  recoversWithinMs: 5_000,
  async fault(run) {
    const { system, extras } = run;
    const [owner, sender] = [extras[0]!, extras[1]!];
    const roomId = await createRoom(system.url, owner);
    const closedRoomId = await createRoom(system.url, owner, "private");
    const socket = await RawSocket.open(system.instanceSocketUrl("chat-1"), sender, [roomId]);
    run.onEnd(() => socket.close());
    for (let round = 0; round < rounds; round++) await sendMixed(run, socket, { roomId, closedRoomId, round });
    const { messages } = await run.load.history(roomId);
    const wanted = messages.every(({ clientMsgId }) => clientMsgId.startsWith("good-"));
    run.expect("nothing bad is in the history", wanted);
  },
};

/** One turn's frames reach the server together, and its writer commits them together. */
async function sendMixed(
  { expect }: FaultRun,
  socket: RawSocket,
  { roomId, closedRoomId, round }: { roomId: number; closedRoomId: number; round: number },
): Promise<void> {
  const bad: object[] = [
    { content: "an end \u0000 within" },
    { content: "half of a pair \ud83d" },
    { content: "x".repeat(4_001) },
    { content: " \n " },
    { room_id: missingRoom },
    { room_id: closedRoomId },
    { reply_to: 100_000 },
    { client_msg_id: "x".repeat(65) },
  ];
  const good = (n: number) => ({
    client_msg_id: `good-${round}-${n}`,
    content: `good ${n}`,
    ref: `good-${round}-${n}`,
  });
  const frames = bad.flatMap((item, n) => [
    { ...message, room_id: roomId, ...good(n) },
    { ...message, room_id: roomId, client_msg_id: `bad-${round}-${n}`, ref: `bad-${round}-${n}`, ...item },
  ]);
  socket.send(...frames);
  const answers = () =>
    socket.frames.filter(
      ({ type, ref }) => (type === "message_ack" || type === "error") && String(ref).includes(`-${round}-`),
    );
  await until(`an answer to each of round ${round}`, 10_000, () => answers().length >= frames.length);
  for (const { type, ref, retryable } of answers()) {
    const shallSucceed = String(ref).startsWith("good-");
    expect(`${String(ref)} is ${shallSucceed ? "acked" : "refused"}`, shallSucceed === (type === "message_ack"));
    expect(`${String(ref)} is not to be tried again`, type !== "error" || retryable === false);
  }
}

const message = { type: "send_message", content: "of a bad one" };
