import { type Frame, RawSocket } from "../load/raw-socket.ts";
import { rest } from "../load/rest.ts";
import type { FaultRun, Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { readHistory } from "../load/read-history.ts";
import { createRoom } from "./support/create-room.ts";

const rounds = 20;
const sends = 60;

export const removeMemberWithQueuedSends: Scenario = {
  name: "remove-member-with-queued-sends",
  title: "a member removed while its sends are queued, 20 times",
  recoversWithinMs: 5_000,
  async fault(run) {
    let mixed = 0;
    for (let round = 0; round < rounds; round++) if (await removeWhileSending(run, round)) mixed += 1;
    run.expect("some removals come between the sends of one turn", mixed > 0);
  },
};

/** Whether some sends came before the removal and some after it. */
async function removeWhileSending({ system, extras, expect }: FaultRun, round: number): Promise<boolean> {
  const [owner, member] = [extras[0]!, extras[1]!];
  const roomId = await createRoom(system.url, owner, "private");
  const members = `/api/v1/rooms/${roomId}/members`;
  const body = { user_id: member.userId };
  await rest(system.url, "POST", members, { token: owner.token, body });
  const socket = await RawSocket.open(system.instanceSocketUrl("chat-1"), member, [roomId]);
  const witness = await RawSocket.open(system.instanceSocketUrl("chat-2"), owner, [roomId]);
  try {
    const send = (n: number) => socket.send({ ...message, room_id: roomId, client_msg_id: `r-${n}`, ref: `r-${n}` });
    const half = sends / 2;
    for (let n = 0; n < half; n++) send(n);
    const removed = rest(system.instanceUrl("chat-1"), "DELETE", `${members}/${member.userId}`, { token: owner.token });
    for (let n = half; n < sends; n++) {
      send(n);
      // Spread over some commits, so that the removal is between two of them.
      if (n % 4 === round % 4) await new Promise((resolve) => setImmediate(resolve));
    }
    await removed;
    const answers = () => socket.frames.filter(({ ref, type }) => ref !== undefined && isAnswer(type));
    await until(`${sends} answers`, 10_000, () => answers().length === sends);
    const { seq: removedAt } = await witness.next("member_removed");
    const acks = answers().filter(({ type }) => type === "message_ack");
    const late = acks.filter(({ seq }) => Number(seq) > Number(removedAt)).length;
    expect(`no send is acked behind the removal; ${late} were`, late === 0);
    await expectSame(system.url, owner.token, roomId, acks, expect);
    witness.send({ ...message, room_id: roomId, client_msg_id: "afterwards" });
    await witness.next("new_message", ({ client_msg_id }) => client_msg_id === "afterwards");
    const told = socket.frames.some(({ type, seq }) => type === "new_message" && Number(seq) > Number(removedAt));
    expect("who was removed is told nothing any more", !told);
    return acks.length > 0 && acks.length < sends;
  } finally {
    socket.close();
    witness.close();
  }
}

async function expectSame(
  url: string,
  token: string,
  roomId: number,
  acks: readonly Frame[],
  expect: FaultRun["expect"],
): Promise<void> {
  const { messages } = await readHistory(url, token, roomId);
  const places = new Map(messages.map(({ clientMsgId, seq }) => [clientMsgId, seq]));
  const same = places.size === acks.length && acks.every(({ ref, seq }) => places.get(String(ref)) === seq);
  expect(`the history holds what was acked: ${places.size} of ${acks.length}`, same);
}

function isAnswer(type: string): boolean {
  return type === "message_ack" || type === "error";
}

const message = { type: "send_message", content: "still here" };
