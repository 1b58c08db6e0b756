import type { PictureFormat } from "../to-content-type.ts";

/** What the process that works on pictures is asked: one thing at a time. */
export type PictureWork =
  | { readonly do: "look"; readonly path: string }
  | {
      readonly do: "make";
      readonly path: string;
      readonly format: PictureFormat;
      readonly viewPath: string;
      readonly thumbnailPath: string;
    }
  | { readonly do: "avatar"; readonly path: string; readonly avatarPath: string };

/** In pixels, as it is shown: turned as the camera was held. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface MadePicture extends PictureSize {
  readonly thumbhash: string;
}

/** Why there is nothing: it cannot be read as a `picture`; it is too large (`room`); something else than the picture failed (`now`). */
export type PictureAnswer =
  | { readonly made: MadePicture }
  | { readonly looked: PictureSize }
  | { readonly no: "picture" | "room" | "now" };
