/** In pixels of the picture. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** The square of a picture that is kept, from its upper left corner. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** The largest in the middle. */
export function firstCrop(size: PictureSize): Crop {
  const side = maxSide(size);
  return { x: (size.width - side) / 2, y: (size.height - side) / 2, side };
}

export function maxSide({ width, height }: PictureSize): number {
  return Math.min(width, height);
}

/** Less would be seen as blocks, and could hardly be taken hold of. */
export function minSide(size: PictureSize): number {
  return Math.min(maxSide(size), Math.max(48, maxSide(size) / 12));
}

export function moved({ x, y, side }: Crop, size: PictureSize, by: { readonly x: number; readonly y: number }): Crop {
  return { x: clamp(x + by.x, 0, size.width - side), y: clamp(y + by.y, 0, size.height - side), side };
}

/** Around its middle, as far as the picture's edges let it. */
export function sized({ x, y, side }: Crop, size: PictureSize, wanted: number): Crop {
  const next = clamp(wanted, minSide(size), maxSide(size));
  return moved({ x: x + (side - next) / 2, y: y + (side - next) / 2, side: next }, size, { x: 0, y: 0 });
}

/** By its lower right corner: the upper left one stays. */
export function stretched({ x, y, side }: Crop, size: PictureSize, by: number): Crop {
  const most = Math.min(size.width - x, size.height - y);
  return { x, y, side: clamp(side + by, Math.min(minSide(size), most), most) };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), Math.max(min, max));
}
