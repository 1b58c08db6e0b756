import { expect, test } from "vitest";
import { HttpAnswers } from "./http-bytes.ts";
import { clientFrame, ServerFrames, textFrame } from "./web-socket-bytes.ts";

test("answers are told apart in whatever pieces they come", () => {
  const bytes = Buffer.from(
    [
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
      "HTTP/1.1 429 Too Many Requests\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
      "HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    ].join(""),
  );
  for (const size of [1, 7, bytes.length]) {
    const answers = new HttpAnswers();
    const seen: unknown[] = [];
    for (const piece of pieces(bytes, size)) {
      answers.push(piece, ({ status, closes, body }) => seen.push([status, closes, body.includes("hello")]));
    }
    expect(seen).toEqual([
      [200, false, true],
      [429, false, false],
      [413, true, false],
    ]);
  }
});

test("a server's frames are told apart in whatever pieces they come", () => {
  const texts = ["a", "b".repeat(200), "c".repeat(70_000)];
  const bytes = Buffer.concat(texts.map((text) => unmasked(textFrame(text))));
  for (const size of [1, 1_000, bytes.length]) {
    const frames = new ServerFrames();
    const seen: string[] = [];
    for (const piece of pieces(bytes, size)) frames.push(piece, (_opcode, payload) => seen.push(payload.toString()));
    expect(seen).toEqual(texts);
  }
});

test("a client's frame says that it is masked, and whether more follows", () => {
  expect([...textFrame("hi")]).toEqual([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69]);
  expect(clientFrame(0x1, Buffer.alloc(0), false)[0]).toBe(0x01);
});

function pieces(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

/** As a server would have sent it. */
function unmasked(frame: Buffer): Buffer {
  const length = frame[1]! & 0x7f;
  const head = length < 126 ? 2 : length === 126 ? 4 : 10;
  const bytes = Buffer.concat([frame.subarray(0, head), frame.subarray(head + 4)]);
  bytes[1] = length;
  return bytes;
}
