import { crc32, deflateSync } from "node:zlib";
import { call, type SomeUser } from "./api.ts";
import type { SomeRoom } from "./some-room.ts";

/** A file by its name, and what is in it. */
export type SomeFile = readonly [name: string, bytes: Uint8Array | string];

/** Sends a message with files, and says its place in the log. */
export async function share(
  url: string,
  room: Pick<SomeRoom, "id">,
  author: SomeUser,
  content: string,
  files: readonly SomeFile[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly seq: number; readonly ids: readonly string[] }> {
  const ids: string[] = [];
  for (const [name, bytes] of files) ids.push(await upload(url, room, author, name, bytes));
  const { status, body } = await call(url, "POST", `/api/v1/rooms/${room.id}/messages`, {
    token: author.token,
    body: { content, attachment_ids: ids, ...more },
  });
  if (status !== 200) throw new Error(`sending files answered ${status}: ${JSON.stringify(body)}`);
  return { seq: body.seq as number, ids };
}

async function upload(
  url: string,
  room: Pick<SomeRoom, "id">,
  { token }: SomeUser,
  name: string,
  bytes: Uint8Array | string,
): Promise<string> {
  const answer = await fetch(`${url}/api/v1/rooms/${room.id}/files?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: Buffer.from(bytes),
  });
  const body = (await answer.json()) as { readonly id: string };
  if (answer.status !== 200) throw new Error(`an upload answered ${answer.status}: ${JSON.stringify(body)}`);
  return body.id;
}

/** A PNG that runs from one colour to another. */
export function somePicture(width: number, height: number, hue = 200): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    const row = y * (1 + width * 3) + 1;
    for (let x = 0; x < width; x += 1) rows.set([hue, (255 * x) / width, (255 * y) / height], row + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a colour, three of them.
  head.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A WAV of one tone. */
export function someSound(seconds: number): Uint8Array {
  const rate = 8_000;
  const tone = Uint8Array.from(
    { length: rate * seconds },
    (_, at) => 128 + 60 * Math.sin((at * 2 * Math.PI * 440) / rate),
  );
  const head = Buffer.alloc(44);
  head.write("RIFF");
  head.writeUInt32LE(36 + tone.byteLength, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(tone.byteLength, 40);
  return Buffer.concat([head, tone]);
}
