import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gatewayUpstream, type GatewayUpstream } from "./fixtures/gateway-upstream.ts";
import { type Edge, startEdge } from "./fixtures/start-edge.ts";
import { talk } from "./fixtures/talk.ts";

/** Bytes around a request that is sent as a part of another's body, and must never become one of its own. */
type Disguise = (hidden: string) => string;

const post = (headers: string, body: string) =>
  `POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
const lengthOf = (body: string) => `Content-Length: ${body.length}\r\n`;
const size = (body: string) => body.length.toString(16);
const inChunk = (body: string, sizeLine = size(body)) => `${sizeLine}\r\n${body}\r\n0\r\n\r\n`;

/** Chunked for some readers, and not for others. */
const codings = [
  "Transfer-Encoding: chunked",
  "Transfer-Encoding : chunked",
  "Transfer-Encoding: xchunked",
  "Transfer-Encoding: chunked, identity",
  "Transfer-Encoding: identity, chunked",
  "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
  "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
  "Transfer-Encoding:\tchunked",
  "Transfer-Encoding:\u000bchunked",
  "Transfer-Encoding: chunked\u0000",
  'Transfer-Encoding: "chunked"',
  "Transfer-Encoding:\r\n chunked",
  "X: y\r\n Transfer-Encoding: chunked",
  "X: y\nTransfer-Encoding: chunked",
  "transfer-encoding: CHUNKED",
];
/** Chunked for nobody. */
const otherHeaders = [
  "X: y\rTransfer-Encoding: chunked",
  "\u0000Transfer-Encoding: chunked",
  "Transfer_Encoding: chunked",
  "TE: chunked",
];
const lengths: readonly Disguise[] = [
  (body) => `Content-Length: 0\r\n${lengthOf(body)}`,
  (body) => `${lengthOf(body)}Content-Length: 0\r\n`,
  (body) => `Content-Length: 0, ${body.length}\r\n`,
  (body) => `Content-Length: ${body.length}, ${body.length}\r\n`,
  (body) => `Content-Length: +${body.length}\r\n`,
  (body) => `Content-Length: 0x${size(body)}\r\n`,
  (body) => `Content-Length: ${body.length} \r\n`,
  (body) => `Content-Length: -1\r\nX-Length: ${body.length}\r\n`,
  (body) => `Content-Length : ${body.length}\r\n`,
  (body) => `Content-Length: 00000000000000000000${body.length}\r\n`,
  (body) => `Content-Length: 99999999999999999999${body.length}\r\n`,
  (body) => `Content-Length: ${body.length}\nContent-Length: 0\r\n`,
  (body) => `Content-Length:\r\n ${body.length}\r\n`,
  (body) => `Content_Length: 0\r\n${lengthOf(body)}`,
];
const chunks: readonly Disguise[] = [
  (body) => inChunk(body),
  (body) => inChunk(body, `${size(body)};a=b`),
  (body) => inChunk(body, `${size(body)};a="\\"`),
  (body) => inChunk(body, `${size(body)};\n`),
  (body) => inChunk(body, `0${size(body)}`),
  (body) => inChunk(body, `0x${size(body)}`),
  (body) => inChunk(body, `+${size(body)}`),
  (body) => inChunk(body, ` ${size(body)}`),
  (body) => inChunk(body, "-1"),
  (body) => inChunk(body, `10000000000000000${size(body)}`),
  (body) => inChunk(body).replaceAll("\r\n", "\n"),
  (body) => `2\r\n{}XX0\r\n\r\n${body}`,
  (body) => `2\r\n{}\r\n${body}`,
  (body) => `1;${"x".repeat(5_000)}\r\n{\r\n${inChunk(body)}`,
];

const cases: readonly (readonly [what: string, disguise: Disguise])[] = [
  ...[...codings, ...otherHeaders].map(
    (coding) =>
      [
        `${JSON.stringify(coding)} beside a length`,
        (body: string) => post(`${lengthOf(`0\r\n\r\n${body}`)}${coding}\r\n`, `0\r\n\r\n${body}`),
      ] as const,
  ),
  ...codings.map(
    (coding) =>
      [
        `a short length beside ${JSON.stringify(coding)}`,
        (body: string) => post(`${coding}\r\nContent-Length: 4\r\n`, inChunk(body)),
      ] as const,
  ),
  ...lengths.map((length) => [JSON.stringify(length("body")), (body: string) => post(length(body), body)] as const),
  ...chunks.map(
    (chunk) =>
      [
        `the chunks ${JSON.stringify(chunk("body").slice(0, 24))}`,
        (body: string) => post("Transfer-Encoding: chunked\r\n", chunk(body)),
      ] as const,
  ),
  [
    "a body that is refused for its type",
    (body) => post(lengthOf(body), body).replace("application/json", "text/plain"),
  ],
  ["a body that is too large", (body) => post(`Content-Length: ${80 * 1024}\r\n`, body.padEnd(80 * 1024))],
  ["a body that is too large and has not come", (body) => post("Content-Length: 9999999\r\n", body)],
  ["a body of a GET", (body) => post(lengthOf(body), body).replace("POST", "GET")],
  ["a body of a HEAD", (body) => post(lengthOf(body), body).replace("POST", "HEAD")],
  ["a body of an unknown method", (body) => post(lengthOf(body), body).replace("POST", "PROPFIND")],
  ["a body of HTTP/1.0", (body) => post(lengthOf(body), body).replace("HTTP/1.1", "HTTP/1.0")],
  ["a body that waits to be expected", (body) => post(`${lengthOf(body)}Expect: 100-continue\r\n`, body)],
  [
    "a body of an upgrade to another protocol",
    (body) => post(`${lengthOf(body)}Connection: Upgrade\r\nUpgrade: h2c\r\n`, body),
  ],
  ["a header with a bare CR", (body) => post(`X: y\r${body.replaceAll("\r\n", "\r")}\r\nContent-Length: 0\r\n`, "")],
  [
    "a URL with a line break",
    (body) => `GET /api/v1/rooms/1%0d%0a%0d%0a${encodeURIComponent(body)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  ],
];

/** Each case hides a request for a room of its own: they run at the same time. */
const rooms = cases.map(([what, disguise], index) => {
  const room = 1_000 + index;
  return [what, room, disguise(`GET /api/v1/rooms/${room} HTTP/1.1\r\nHost: x\r\n\r\n`)] as const;
});

describe("what is hidden in a body never becomes a request", () => {
  let service: GatewayUpstream;
  let beforeEcho: Edge;
  let beforeService: Edge;
  beforeAll(async () => {
    service = await gatewayUpstream();
    [beforeEcho, beforeService] = await Promise.all([
      startEdge("nginx", { rateLimits: "off" }),
      startEdge("nginx", { rateLimits: "off", servicePort: service.port }),
    ]);
  });
  afterAll(async () => {
    await Promise.all([beforeEcho.stop(), beforeService.stop()]);
    service.stop();
  });

  test.concurrent.each(rooms)("%s, through Nginx", async (_, room, bytes) => {
    const talks = [beforeEcho, beforeService].map(({ port }) => talk(port, bytes, { timeoutMs: 1_000 }));
    for (const { text } of await Promise.all(talks)) {
      // An answer of ours or a service's, if any, and never a page of Nginx.
      expect(text).not.toMatch(/<html>/i);
      expect(text).not.toMatch(/^HTTP\/1\.1 500/);
    }
    const echoed = beforeEcho.chat.flatMap(({ seen }) => seen.map(({ url }) => url));
    expect(echoed).not.toContain(`/api/v1/rooms/${room}`);
    expect(service.calls).not.toContain(`getRoom ${room}`);
  });
});

test("one who keeps the connection after a refused body is not mistaken for the rest of it", async () => {
  const service = await gatewayUpstream();
  const edge = await startEdge("nginx", { servicePort: service.port });
  const body = "[".repeat(5_000);
  const bytes = post(lengthOf(body), body) + "GET /api/v1/rooms/7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  const { text } = await talk(edge.port, bytes);
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 400", "HTTP/1.1 200"]);
  expect(service.calls).toEqual(["getRoom 7"]);
  await edge.stop();
  service.stop();
});
