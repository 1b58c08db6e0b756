import { type BenchServer, type RunningServer, serverTitles } from "../bench-server.ts";
import { hubbubScript } from "./hubbub-script.ts";
import type { Installation } from "./install-hubbub.ts";

/** `hubbub-base` is an earlier commit's; `inserts` is hubbub at rest: what is measured goes to its Postgres. */
type HubbubName = "hubbub" | "hubbub-base" | "hubbub-limited" | "hubbub-nginx" | "inserts";

/**
 * Every limit is on and nobody meets one: as much at once as the standard says, so that as often is told of it, but back at once.
 */
const limitsThatNobodyMeets = {
  RATE_LIMITS: "on",
  LIMIT_MESSAGES: "100000/1:40",
  LIMIT_ROOM_MESSAGES: "100000/1:60",
  LIMIT_FRAMES: "100000/1:400",
  LIMIT_FRAME_BYTES: "100000000/1:2097152",
};

/** hubbub as `make up` starts it, reached at its instances or through Nginx. */
export function hubbubServer(install: () => Promise<Installation>, name: HubbubName): BenchServer {
  return { name, title: serverTitles[name], script: hubbubScript, start: async () => start(await install(), name) };
}

async function start(installation: Installation, name: HubbubName): Promise<RunningServer> {
  const stack = await installation.start(name === "hubbub-limited" ? limitsThatNobodyMeets : {});
  const { pids, ports } = stack.state();
  const names = Object.keys(pids);
  const chats = names.filter((one) => one.startsWith("chat-"));
  const passed = names.filter((one) => name === "hubbub-nginx" || one !== "nginx");
  if (name === "hubbub-nginx" && stack.missing.includes("nginx")) throw new Error("Nginx is not installed");
  return {
    ports:
      name === "hubbub-nginx" || name === "inserts"
        ? [Number(new URL(stack.url).port)]
        : chats.map((chat) => ports[chat]!),
    chatPids: chats.map((chat) => pids[chat]!),
    pids: passed.map((one) => pids[one]!),
    seat: (...place) => installation.seat(...place),
    databaseUrl: stack.databaseUrls.chat,
    stop: () => stack.stop(),
  };
}
