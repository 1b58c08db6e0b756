import { connect } from "node:net";

/** Sends one command, as a person at `redis-cli` would, and gives the first line of the answer. */
export async function redisCommand(url: string, command: string): Promise<string> {
  const { hostname, port, username, password } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setTimeout(2_000, () => socket.destroy(new Error("Redis does not answer")));
  socket.write(`AUTH ${username} ${password}\r\n${command}\r\n`);
  let text = "";
  for await (const chunk of socket) {
    text += String(chunk);
    const [auth, answer, rest] = text.split("\r\n");
    if (auth !== undefined && answer !== undefined && rest !== undefined) {
      socket.destroy();
      return answer;
    }
  }
  throw new Error("Redis hung up");
}
