import { connect } from "node:net";

export interface RedisLogin {
  readonly user: string;
  readonly password: string;
}

/** Whether a Redis on 127.0.0.1 answers this user's PING now. */
export function answersPing(port: number, { user, password }: RedisLogin): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => done(false));
    socket.on("error", () => done(false));
    socket.on("close", () => done(false));
    socket.on("connect", () => socket.write(`AUTH ${user} ${password}\r\nPING\r\n`));
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString();
      if (answer.includes("+PONG")) done(true);
      if (answer.includes("-")) done(false);
    });
  });
}
