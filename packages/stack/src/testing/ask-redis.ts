import { connect } from "node:net";

/** The whole answer to one command, as Redis writes it, to whoever the URL names. Empty where it does not answer soon. */
export function askRedis(url: string, command: string): Promise<string> {
  const { hostname, port, username, password } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = "";
    const done = () => resolve(answer.slice(answer.indexOf("\r\n") + 2));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on("error", () => undefined);
    socket.on("close", done);
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.write(`AUTH ${username} ${password}\r\n${command}\r\nQUIT\r\n`);
  });
}
