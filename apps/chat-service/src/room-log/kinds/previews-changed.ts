import { createHash } from "node:crypto";
import type { Preview, PreviewImage } from "@hubbub/ws-protocol";
import { type CommandTarget, inLiveRooms, type LogKind, noEffects, noProblem, targetOf } from "./log-kind.ts";

export interface PreviewsChangedBody {
  previews: readonly Preview[];
}

/**
 * By the server itself, where the message still says what its links were taken from. Where that or the room changed meanwhile,
 * or it shows these already: `duplicate`, no row.
 */
export interface SetPreviewsCommand extends CommandTarget {
  readonly do: "set_previews";
  readonly seq: number;
  readonly content: string;
  readonly previews: readonly Preview[];
}

/** The message's links are shown without previews from then on, but for those that an edit brings. */
export interface RemovePreviewsCommand extends CommandTarget {
  readonly do: "remove_previews";
  readonly seq: number;
  /** All that it has. */
  readonly links: readonly string[];
}

export const previewsChanged: LogKind<
  "previews_changed",
  PreviewsChangedBody,
  SetPreviewsCommand | RemovePreviewsCommand
> = {
  frame: (event) => ({ target_seq: targetOf(event), previews: toPreviews(event.body.previews) }),
  effects: noEffects,
  commands: {
    set_previews: {
      step: "change",
      problem: noProblem,
      item: ({ seq, content, previews }) => ({
        seq,
        previews,
        content_hash: createHash("sha256").update(content).digest("hex"),
        anywhere: true,
      }),
      ...inLiveRooms,
    },
    remove_previews: { step: "change", problem: noProblem, item: ({ seq, links }) => ({ seq, links }), ...inLiveRooms },
  },
  refusals: {
    not_previewer: {
      code: "forbidden",
      message: "Only its author, or an owner or admin of the room, may take the previews off a message",
    },
  },
};

/** In the order of the protocol, whatever that of the row. */
export function toPreviews(stored: readonly Preview[]): Preview[] {
  return stored.map(({ url, title, description, site, image }) => ({
    url,
    title,
    ...(description === undefined ? {} : { description }),
    ...(site === undefined ? {} : { site }),
    ...(image === undefined ? {} : { image: toImage(image) }),
  }));
}

function toImage({ id, content_type, width, height, thumbhash }: PreviewImage): PreviewImage {
  return { id, content_type, width, height, ...(thumbhash === undefined ? {} : { thumbhash }) };
}
