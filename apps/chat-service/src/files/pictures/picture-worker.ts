/**
 * The process that works on pictures, one at a time, behind everything else that this machine does: a picture that breaks it
 * takes nothing along. It knows no secret, and reads and writes the files that it is told.
 */
import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { rgbaToThumbHash } from "thumbhash";
import { avatarSide, maxPicturePixels, maxThumbnailSide, maxViewSide } from "../../limits.ts";
import type { PictureFormat } from "../to-content-type.ts";
import type { MadePicture, PictureAnswer, PictureSize, PictureWork } from "./picture-work.ts";

/** Telephones write pictures of which decoders warn. */
const read = { limitInputPixels: maxPicturePixels, failOn: "error" } as const;
/** What a thumbhash takes. */
const hashedSide = 100;

firstToGo();
sharp.cache(false);
sharp.concurrency(1);
process.on("message", (work: PictureWork) => void answer(work));
process.on("disconnect", () => process.exit());

/** Where memory is short this process ends, and not the service that started it. */
function firstToGo(): void {
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Not on Linux.
  }
}

async function answer(work: PictureWork): Promise<void> {
  process.send?.(await run(work));
}

async function run(work: PictureWork): Promise<PictureAnswer> {
  try {
    switch (work.do) {
      case "look":
        return await look(work.path);
      case "make":
        return { made: await make(work) };
      case "avatar":
        return { made: await makeAvatar(work) };
    }
  } catch (error) {
    // What the system refuses has a code; what a decoder does has none.
    return { no: error instanceof Error && "code" in error ? "now" : "picture" };
  }
}

async function look(path: string): Promise<PictureAnswer> {
  const { width, height, orientation = 1 } = await sharp(path, { limitInputPixels: false }).metadata();
  if (width * height > maxPicturePixels) return { no: "room" };
  const isLying = orientation > 4;
  return { looked: isLying ? { width: height, height: width } : { width, height } };
}

async function make(work: Extract<PictureWork, { do: "make" }>): Promise<MadePicture> {
  const size = await makeView(work);
  // Of what is shown: the original was large, and may have said otherwise.
  const still = sharp(work.viewPath, read);
  const thumbnail = still.clone().resize(within(maxThumbnailSide)).webp({ quality: 78 });
  await writeFile(work.thumbnailPath, await thumbnail.toBuffer());
  return { ...size, thumbhash: await thumbhashOf(still) };
}

/** Written anew without what cameras and programs note in it. A moving one moves where all of its frames together are not too large. */
async function makeView({ path, format, viewPath }: Extract<PictureWork, { do: "make" }>): Promise<PictureSize> {
  const { width, height, pages = 1 } = await sharp(path, read).metadata();
  const moves = pages > 1 && width * height * pages <= maxPicturePixels;
  const picture = sharp(path, { ...read, animated: moves }).autoOrient();
  const view = encoded(picture.resize(within(maxViewSide)), format);
  const { data, info } = await view.toBuffer({ resolveWithObject: true });
  await writeFile(viewPath, data);
  return { width: info.width, height: info.pageHeight ?? info.height };
}

/** The square in its middle, standing still and on white where one sees through it (letters stand below), without what cameras and programs note in it. */
async function makeAvatar({ path, avatarPath }: Extract<PictureWork, { do: "avatar" }>): Promise<MadePicture> {
  const avatar = sharp(path, read)
    .autoOrient()
    .resize({ width: avatarSide, height: avatarSide, fit: "cover" })
    .flatten({ background: "#fff" })
    .webp({ quality: 85 });
  await writeFile(avatarPath, await avatar.toBuffer());
  return { width: avatarSide, height: avatarSide, thumbhash: await thumbhashOf(sharp(avatarPath)) };
}

const within = (side: number) => ({ width: side, height: side, fit: "inside", withoutEnlargement: true }) as const;

function encoded(picture: Sharp, format: PictureFormat): Sharp {
  switch (format) {
    case "jpeg":
      return picture.jpeg({ quality: 88 });
    case "png":
      return picture.png({ compressionLevel: 7 });
    case "gif":
      return picture.gif({ effort: 3 });
    case "webp":
      return picture.webp({ quality: 85, effort: 3 });
  }
}

async function thumbhashOf(picture: Sharp): Promise<string> {
  const { data, info } = await picture
    .clone()
    .resize(within(hashedSide))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64");
}
