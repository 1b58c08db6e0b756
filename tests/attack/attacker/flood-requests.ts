import { keepConnected } from "./connect.ts";
import { HttpAnswers } from "./http-bytes.ts";
import type { Target } from "./target.ts";

export interface RequestFlood {
  /** Each with one request under way. */
  readonly connections: number;
  /** The next request of a connection. `lastBody` is what the one before it was answered with. */
  readonly next: (connection: number, count: number) => Buffer;
}

/** Sends one request after the other on several connections, each as soon as the last is answered. */
export function floodRequests(target: Target, { connections, next }: RequestFlood): void {
  const { tally } = target;
  for (let connection = 0; connection < connections; connection += 1) {
    let count = 0;
    keepConnected(target, (socket) => {
      const answers = new HttpAnswers();
      let answered = false;
      const send = () => {
        answered = false;
        tally.sent();
        socket.write(next(connection, count++));
      };
      socket.on("data", (chunk: Buffer) =>
        answers.push(chunk, ({ status, closes }) => {
          answered = true;
          tally.got(String(status));
          if (closes) socket.destroy();
          else if (!socket.destroyed) send();
        }),
      );
      send();
      return () => (answered ? undefined : "cut");
    });
  }
}
