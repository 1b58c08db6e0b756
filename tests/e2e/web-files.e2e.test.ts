import { expect, inject, test } from "vitest";

const url = inject("url");

test("what browsers and robots ask a site for is there, in its own form", async () => {
  expect(await (await file("/robots.txt", "text/plain")).text()).toMatch(/^User-agent: \*$/m);
  const ico = await bytesOf("/favicon.ico", "image/x-icon");
  expect([...ico.subarray(0, 4)]).toEqual([0, 0, 1, 0]);
  expect(sizeOf(await bytesOf("/apple-touch-icon.png", "image/png"))).toBe("180x180");
});

test("the manifest names icons that are there, in the sizes that it says", async () => {
  const manifest = (await (await file("/manifest.webmanifest", "application/manifest+json")).json()) as Manifest;
  expect(manifest).toMatchObject({ name: "hubbub", start_url: "/", display: "standalone" });
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(["any", "192x192", "512x512", "512x512"]);
  for (const { src, type, sizes } of manifest.icons) {
    const bytes = await bytesOf(src, type);
    expect([src, type === "image/png" ? sizeOf(bytes) : "any"]).toEqual([src, sizes]);
  }
});

interface Manifest {
  readonly icons: readonly { readonly src: string; readonly type: string; readonly sizes: string }[];
}

test("all that the page links to is there", async () => {
  const page = await (await file("/", "text/html")).text();
  const links = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link!);
  expect(links).toEqual(expect.arrayContaining(["/manifest.webmanifest", "/favicon.ico", "/theme.js"]));
  for (const link of links) expect((await fetch(url + link)).status).toBe(200);
});

async function file(path: string, type: string): Promise<Response> {
  const answer = await fetch(url + path);
  expect([path, answer.status, answer.headers.get("content-type")?.split(";")[0]]).toEqual([path, 200, type]);
  return answer;
}

async function bytesOf(path: string, type: string): Promise<Buffer> {
  return Buffer.from(await (await file(path, type)).arrayBuffer());
}

/** Of a PNG: what its first chunk, IHDR, says. */
function sizeOf(png: Buffer): string {
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}
