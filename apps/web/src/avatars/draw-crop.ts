import type { Crop } from "./crop.ts";

/** Pixels of a side of what is sent: twice what the server makes of it. */
const sentSide = 512;

/** The square alone, made small, as WebP or what the browser writes instead. */
export async function drawCrop(picture: HTMLImageElement, { x, y, side }: Crop): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.min(sentSide, Math.max(1, Math.round(side)));
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("There is nothing to draw on");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("Nothing was drawn")) : resolve(blob)),
      "image/webp",
      0.92,
    );
  });
}
