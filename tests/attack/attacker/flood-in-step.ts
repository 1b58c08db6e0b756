import { signedIn } from "./flood-frames.ts";
import { keepWebSocket } from "./open-web-socket.ts";
import type { Target } from "./target.ts";

export interface FloodInStep {
  readonly sockets: number;
  /** The next frame; each is answered by one of `message_ack`, `ok`, `history`, `room_joined`, `room_left` or `error`. */
  readonly next: () => Buffer;
}

/** Below the 64 that a socket may leave unanswered: none is refused for that alone. */
const unanswered = 48;
const answer = /^\{"type":"(message_ack|ok|history|room_joined|room_left|error)"/;

/** As an account: sends the next frame as soon as one is answered, so that as many are carried out as can be. */
export function floodInStep(target: Target, { sockets, next }: FloodInStep): void {
  const { hello = [], after = answer } = signedIn(target);
  for (let index = 0; index < sockets; index += 1) {
    let begun = false;
    keepWebSocket(target, {
      path: "/ws",
      opened(socket) {
        begun = false;
        for (const bytes of hello) socket.write(bytes);
      },
      received(socket, text) {
        if (socket.destroyed || !(begun ? answer : after).test(text)) return;
        const count = begun ? 1 : unanswered;
        begun = true;
        target.tally.sent(count);
        socket.write(Buffer.concat(Array.from({ length: count }, next)));
      },
    });
  }
}
