import type { Inline, InlineMark } from "../markup.ts";

/** A piece of a paragraph. What marks it, or what it marks, is found by looking at all of them. */
export type Token = Exclude<Inline, { readonly kind: InlineMark }> | Run | Bracket | Destination;

/** Signs that stand together, and may close and open what they mark. */
export interface Run {
  readonly kind: "run";
  readonly sign: "*" | "_" | "~" | "|";
  readonly length: number;
  readonly mayOpen: boolean;
  readonly mayClose: boolean;
  /** Signs that mark nothing so far. */
  left: number;
  /** What it closes, and what it opens, each from the inside to the outside. */
  readonly closes: MarkPair[];
  readonly opens: MarkPair[];
  isMatched?: boolean;
}

export interface Bracket {
  readonly kind: "bracket";
  readonly text: "[" | "![" | "]";
  /** What it opens. */
  link?: LinkPair;
}

/** `](https://hubbub.example)` */
export interface Destination {
  readonly kind: "destination";
  readonly text: string;
  readonly href: string;
  /** What it closes. */
  link?: LinkPair;
}

/** The two ends of what has two. */
export type Pair = MarkPair | LinkPair;

export interface MarkPair {
  readonly kind: InlineMark;
  /** How many signs it has on each side. */
  readonly width: number;
  /** It would stand too deep in others, and is shown as written. */
  isTooDeep?: boolean;
}

export interface LinkPair {
  readonly kind: "link";
  readonly href: string;
  isTooDeep?: boolean;
}
