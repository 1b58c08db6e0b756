import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call } from "./support/api.ts";
import { until } from "./support/until.ts";

const url = inject("url");
const suffix = Date.now().toString(36);
const stops: (() => void)[] = [];
let prepare: string;
let wscatLines: readonly string[];
let session: string;

// The lines as they stand, but for the address and the names, which may be taken.
beforeAll(() => {
  const doc = readFileSync("docs/protocol.md", "utf8")
    .replaceAll("localhost:8080", new URL(url).host)
    .replaceAll(/\b(ada|ben|cooking)\b/gi, `$1-${suffix}`);
  const blocks = [...doc.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block!);
  prepare = blocks.find((block) => block.includes("curl"))!;
  wscatLines = blocks.filter((block) => block.includes("wscat"));
  session = /```console\n([\s\S]*?)```/.exec(doc)![1]!;
});

afterAll(() => {
  for (const stop of stops) stop();
});

test("the curl lines of docs/protocol.md make two people and a room", async () => {
  const terminal = bash(`set -eu\n${prepare}\necho; echo "$token $room"`);
  expect(await terminal.exitCode, terminal.output()).toBe(0);
  const [token, room] = /(\S+) (\d+)\s*$/.exec(terminal.output())!.slice(1);
  const { body } = await call(url, "GET", `/api/v1/rooms/${room}`, { token: token! });
  expect(body).toMatchObject({ name: `cooking-${suffix}`, role: "owner" });
});

test("its wscat lines chat: what is typed is sent, and -x says one thing", async () => {
  const [chat, sayOnce] = wscatLines;
  const once = bash(`${signIn()}\n${sayOnce}`);
  expect(await once.exitCode).toBe(0);
  const frames = once.frames();
  expect(frames.map(({ type }) => type)).toEqual(expect.arrayContaining(["success", "room_joined", "new_message"]));
  expect(frames).toContainEqual(expect.objectContaining({ type: "new_message", content: "Hello from a terminal" }));

  const typed = bash(`${signIn()}\n${chat}`);
  await typed.sees("room_joined");
  expect(typed.frames().find(({ type }) => type === "room_joined")).toMatchObject({
    messages: [{ content: "Hello from a terminal" }],
  });
  typed.type("Typed, as it is");
  await until("the message comes back", 10_000, () =>
    typed.frames().some(({ type, content }) => type === "new_message" && content === "Typed, as it is"),
  );
});

test("its session, frame by frame, goes as it is written there", async () => {
  const [command, ...lines] = session.trim().split("\n");
  const terminal = bash(`${signIn()}\necho "token=$token"\n${command!.replace("$ ", "")}`);
  await until("there is a token", 20_000, () => terminal.output().includes("token="));
  const token = /token=(\S+)/.exec(terminal.output())![1]!;
  // What one types before it is connected gets lost, and outside of a terminal wscat does not say when it is.
  await until("wscat is connected", 20_000, () => {
    if (!terminal.output().includes("unauthenticated")) terminal.type('{"type":"ping"}');
    return terminal.output().includes("unauthenticated");
  });
  for (const line of lines) {
    const text = line.slice(2);
    if (line.startsWith("> ")) terminal.type(text.replace("<token>", token));
    else
      await terminal.sees(
        /"type":"(\w+)"/.exec(text)![1]!,
        [...text.matchAll(/"(\w+)":/g)].map(([, name]) => name!),
      );
  }
  expect(lines.length).toBeGreaterThan(15);
});

/** What a terminal has after the lines with curl were pasted into it. */
function signIn(): string {
  const lines = prepare.split("\n").filter((line) => !line.includes("/users/register") && !line.startsWith("room="));
  const find = `curl -s "$api/rooms?query=cooking-${suffix}" -H "authorization: Bearer $token"`;
  return `${lines.join("\n")}\nroom=$(${find} | sed 's/.*"id":\\([0-9]*\\),"name".*/\\1/')`;
}

/** A terminal that runs a script; the frames are those that wscat printed. */
function bash(script: string) {
  const child = spawn("bash", ["-c", script], { stdio: ["pipe", "pipe", "pipe"], detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = new Promise<number | null>((resolve) => child.on("close", resolve));
  stops.push(() => child.exitCode === null && child.pid !== undefined && process.kill(-child.pid));
  const frames = (): Record<string, unknown>[] =>
    [...output.matchAll(/\{"type":.*\}(?=\n)/g)].map(([json]) => JSON.parse(json) as Record<string, unknown>);
  const given = new Set<number>();
  return {
    exitCode,
    output: () => output,
    frames,
    type: (text: string) => child.stdin.write(`${text}\n`),
    /** Each frame is given once: an ack and one's own message come in either order. */
    async sees(type: string, fields: readonly string[] = []): Promise<void> {
      const find = () =>
        frames().findIndex((frame, n) => {
          const text = JSON.stringify(frame);
          return !given.has(n) && frame["type"] === type && fields.every((field) => text.includes(`"${field}":`));
        });
      await until(`${type} with ${fields.join(", ")} in ${output}`, 20_000, () => find() >= 0);
      given.add(find());
    },
  };
}
