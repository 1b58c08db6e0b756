import { RawSocket } from "../load/raw-socket.ts";
import type { Scenario } from "../run/scenario.ts";
import { expectPresence } from "./support/expect-presence.ts";

/** People who were on the killed instance and do not come back: nobody says goodbye for them. */
const gone = 5;

export const killChatInstance: Scenario = {
  name: "kill-chat-instance",
  title: "kill -9 of a chat instance",
  recoversWithinMs: 10_000,
  async fault({ system, load, extras }) {
    const url = system.instanceSocketUrl("chat-1");
    await Promise.all(extras.slice(0, gone).map((person) => RawSocket.open(url, person, [load.rooms[0]!])));
    system.signal("chat-1", "SIGKILL");
  },
  afterwards: expectPresence,
};
