import sharp from "sharp";
import type { RunContext } from "./run-context.ts";

/** As a telephone takes one: 12 megapixels of noise, some 7 MB of JPEG. */
export async function largePicture(): Promise<Uint8Array<ArrayBuffer>> {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  const picture = sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: "#888", noise } });
  return Uint8Array.from(await picture.jpeg({ quality: 90 }).toBuffer());
}

/** As many as the load has, all at once, by its first sender. Throws what was answered where that is a refusal. */
export async function uploadPictures(
  { load, running }: Pick<RunContext, "load" | "running">,
  picture: Uint8Array<ArrayBuffer> | undefined,
): Promise<void> {
  if (picture === undefined) return;
  const { room, token } = running.seat(load.rooms.name, 0, 0);
  const url = `http://127.0.0.1:${running.ports[0]}/api/v1/rooms/${room}/files?name=picture.jpg`;
  const headers = { authorization: `Bearer ${token}` };
  await Promise.all(
    Array.from({ length: load.uploads ?? 0 }, async () => {
      const response = await fetch(url, { method: "POST", headers, body: picture });
      if (!response.ok) throw new Error(`an upload was answered ${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
    }),
  );
}
