import { check } from "k6";
import exec from "k6/execution";
import type { Options } from "k6/options";
import { setTimeout } from "k6/timers";
import { logIn, signUp } from "./k6/account.ts";
import { clientAddress } from "./k6/client-address.ts";
import { measures } from "./k6/measures.ts";
import { createOrJoinRoom, headOf } from "./k6/room.ts";
import { RoomSocket } from "./k6/room-socket.ts";
import { settings } from "./k6/settings.ts";
import { type RunData, summary } from "./k6/summary.ts";
import { thresholds } from "./k6/thresholds.ts";

// USERS people register, log in, meet in rooms of ten and chat for DURATION; then each compares what came with the log.

const usersPerRoom = 10;
/** For what is still on its way when the last message was sent: more than the 5 s in which a hole is healed. */
const settleMs = 6_000;

export const options: Options = {
  scenarios: {
    smoke: {
      executor: "per-vu-iterations",
      vus: settings.users,
      iterations: 1,
      maxDuration: `${Math.ceil(settings.durationMs / 1_000) + 90}s`,
    },
  },
  thresholds: {
    ...thresholds,
    accounts_registered: [`count==${settings.users}`],
    connections_joined: [`count==${settings.users}`],
  },
  summaryTrendStats: ["med", "p(95)", "p(99)", "max"],
};

export function setup(): { run: string } {
  return { run: Date.now().toString(36) };
}

export default function chat({ run }: { run: string }): Promise<void> {
  const user = exec.vu.idInTest;
  const headers = clientAddress(user);
  const account = signUp(`load-${run}-${user}`, headers);
  const roomId = createOrJoinRoom(`Load ${run} ${Math.floor((user - 1) / usersPerRoom) + 1}`, account, headers);
  const endsAt = exec.scenario.startTime + settings.durationMs;

  return new Promise((resolve) => {
    const socket = new RoomSocket({
      roomId,
      headers,
      token: account.token,
      name: account.username,
      renewToken: () => logIn(account.username, account.password, headers),
      onJoined: () => setTimeout(talk, Math.random() * settings.messageEveryMs),
      onClosed: resolve,
    });

    function talk(): void {
      if (Date.now() >= endsAt) {
        setTimeout(compare, settleMs);
        return;
      }
      socket.sendMessage();
      setTimeout(talk, settings.messageEveryMs * (0.5 + Math.random()));
    }

    function compare(): void {
      const head = headOf(roomId, account, headers);
      if (head > socket.lastSeq) measures.lost.add(head - socket.lastSeq);
      const { sent, acknowledged, arrived } = socket.outcome();
      check(null, {
        "each message was acknowledged": () => acknowledged === sent,
        "each message came back as new_message": () => arrived === sent,
        "the room's whole log arrived": () => head === socket.lastSeq,
      });
      socket.close();
    }
  });
}

export function handleSummary(data: RunData): Record<string, string> {
  return summary(`smoke, ${settings.users} users`, data);
}
