import type { PreviewImage } from "@hubbub/ws-protocol";

/** Of whose message a picture is shown. */
export interface PictureOwner {
  readonly roomId: number;
  readonly userId: number;
}

/** Pictures that links lead to, among the server's files. */
export interface PreviewPictures {
  /** Made anew from its pixels; undefined for bytes that are none that can be shown. */
  keep(bytes: Buffer, owner: PictureOwner): Promise<PreviewImage | undefined>;
  /** It is shown nowhere after all. */
  drop(id: string, owner: PictureOwner): Promise<void>;
  /** What is being made is given up. */
  stop(): void;
}
