import { RawSocket } from "../../load/raw-socket.ts";
import type { FaultRun } from "../../run/scenario.ts";
import { until } from "../../system/until.ts";

/** What is promised after the death of an instance. */
const presencePatienceMs = 30_000;

/** Within 30 s every instance names exactly those who are in the first room: its clients, and the one who asks. */
export async function expectPresence({ system, load, extras }: FaultRun): Promise<void> {
  const roomId = load.rooms[0]!;
  const clients = load.clients.filter(({ options: { rooms } }) => rooms.includes(roomId));
  const observer = extras.at(-1)!;
  const expected = [...clients.map(({ options: { userId } }) => userId), observer.userId].toSorted((a, b) => a - b);
  let told = "";
  for (const name of system.instances) {
    await until(
      () => `${name} names ${expected.join(" ")} as present; it named ${told}`,
      presencePatienceMs,
      async () => {
        const socket = await RawSocket.open(system.instanceSocketUrl(name), observer, [roomId]);
        const users = (await socket.next("room_joined"))["users"] as { user_id: number }[];
        socket.close();
        told = users
          .map(({ user_id }) => user_id)
          .toSorted((a, b) => a - b)
          .join(" ");
        return told === expected.join(" ");
      },
    );
  }
}
