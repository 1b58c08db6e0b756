import { createHmac, timingSafeEqual } from "node:crypto";
import { epochNowUs } from "@hubbub/service-runtime";
import type { Attachment, Message, PreviewImage } from "@hubbub/ws-protocol";
import { linkPeriodMs } from "../../limits.ts";
import { pictureTypes } from "../to-content-type.ts";

/** What a link gives: bytes as they came, or one of the two of a picture. */
export type LinkedPart = "file" | "view" | "thumbnail" | "avatar";

/** What the picture of a person or a room is called as a file, and what it is. */
export const avatarName = "avatar.webp";
export const avatarType = "image/webp";

/** What the picture of a preview is called as a file. */
export const previewPictureName = "preview";

/** What a link says, once its signature was found to be ours. */
export interface CheckedLink {
  readonly id: string;
  readonly name: string;
  readonly part: LinkedPart;
  /** As it is shown. */
  readonly contentType: string;
  /** Epoch seconds; undefined for the picture of a person or a room, whose address stays. */
  readonly endsAt: number | undefined;
}

/**
 * Links to files that are good for a while, to whoever has one: signed, so that whoever serves a file need not ask whose it is.
 * They end at whole quarters of an hour, so that within one a file has one address and caches hold it.
 */
export class FileLinks {
  readonly #key: Buffer;
  readonly #nowUs: () => number;

  /** `key`: the same on all instances. */
  constructor(key: Buffer, nowUs: () => number = epochNowUs) {
    this.#key = key;
    this.#nowUs = nowUs;
  }

  /** The same message, with links to the files that it brings along and to the pictures of its previews. */
  linkedMessage(message: Message): Message {
    const { attachments, previews } = message;
    if (attachments === undefined && previews === undefined) return message;
    return {
      ...message,
      ...(attachments === undefined ? {} : { attachments: attachments.map((attachment) => this.linked(attachment)) }),
      ...(previews === undefined
        ? {}
        : {
            previews: previews.map(({ image, ...preview }) =>
              image === undefined ? preview : { ...preview, image: this.#linkedImage(image) },
            ),
          }),
    };
  }

  linked(attachment: Attachment): Attachment {
    const { id, name, content_type: type } = attachment;
    const format = attachment.width === undefined ? undefined : pictureTypes.get(type);
    if (format === undefined) return { ...attachment, url: this.#sign({ id, name, part: "file", contentType: type }) };
    return {
      ...attachment,
      url: this.#sign({ id, name, part: "view", contentType: `image/${format}` }),
      thumbnail_url: this.#sign({ id, name, part: "thumbnail", contentType: "image/webp" }),
    };
  }

  #linkedImage(image: PreviewImage): PreviewImage {
    const { url, thumbnail_url } = this.linked({ ...image, name: previewPictureName, size: 0 });
    return {
      ...image,
      ...(url === undefined ? {} : { url }),
      ...(thumbnail_url === undefined ? {} : { thumbnail_url }),
    };
  }

  /** Of the picture of a person or a room: the same for ever, so that lists of them need no links. */
  avatar(id: string): string {
    const link = { id, name: avatarName, part: "avatar", contentType: avatarType, endsAt: undefined } as const;
    return `/files/${id}/${avatarName}?v=a&s=${this.#signature(link)}`;
  }

  /** Undefined for what is not signed by us; `ended` for what was. */
  check(id: string, name: string, query: URLSearchParams): CheckedLink | "ended" | undefined {
    const part = partOf.get(query.get("v") ?? "");
    if (part === undefined) return undefined;
    const isAvatar = part === "avatar";
    const endsAt = isAvatar ? undefined : Number(query.get("e"));
    const contentType = isAvatar ? avatarType : (query.get("t") ?? "");
    const link = { id, name, part, contentType, endsAt };
    const given = Buffer.from(query.get("s") ?? "");
    const ours = Buffer.from(this.#signature(link));
    if (given.length !== ours.length || !timingSafeEqual(given, ours)) return undefined;
    return endsAt === undefined || endsAt > this.#nowUs() / 1e6 ? link : "ended";
  }

  #sign(link: Omit<CheckedLink, "endsAt">): string {
    const endsAt = (Math.floor(this.#nowUs() / 1000 / linkPeriodMs) + 2) * (linkPeriodMs / 1000);
    const query = new URLSearchParams({
      e: String(endsAt),
      t: link.contentType,
      v: link.part.charAt(0),
      s: this.#signature({ ...link, endsAt }),
    });
    return `/files/${link.id}/${encodeURIComponent(link.name)}?${query.toString()}`;
  }

  #signature({ id, name, part, contentType, endsAt }: CheckedLink): string {
    const said = JSON.stringify([id, name, part, contentType, endsAt ?? "never"]);
    return createHmac("sha256", this.#key).update(said).digest("base64url");
  }
}

const partOf: ReadonlyMap<string, LinkedPart> = new Map([
  ["f", "file"],
  ["v", "view"],
  ["t", "thumbnail"],
  ["a", "avatar"],
]);
