/** A message's text as a tree. A line break within a text is one for the eye as well. */
export type Markup = readonly Block[];

export type Block =
  | { readonly kind: "paragraph" | "heading"; readonly children: readonly Inline[] }
  | { readonly kind: "quote"; readonly children: readonly Block[] }
  | CodeBlock
  | List
  | Table;

export interface CodeBlock {
  readonly kind: "block";
  readonly text: string;
  /** As the author wrote it. */
  readonly language?: string;
}

export interface List {
  readonly kind: "list";
  /** The number of the first item, of a list with numbers. */
  readonly start?: number;
  readonly items: readonly (readonly Block[])[];
}

export interface Table {
  readonly kind: "table";
  /** How each column is set; rows may have fewer cells, and more. */
  readonly columns: readonly ("start" | "center" | "end" | undefined)[];
  /** The first is the head. */
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

export type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | Mention
  | Link
  | { readonly kind: InlineMark; readonly children: readonly Inline[] };

/** What surrounds other text. */
export type InlineMark = "strong" | "emphasis" | "strike" | "spoiler";

/** A text that may name somebody. */
export interface Mention {
  readonly kind: "mention";
  /** As written, with its @. */
  readonly text: string;
  /**
   * Whom it may mean, in lower case: a full stop, or the end of an emphasis, may belong to the name or to the sentence.
   */
  readonly names: readonly string[];
}

export interface Link {
  readonly kind: "link";
  /** http, https or mailto. */
  readonly href: string;
  readonly children: readonly Inline[];
}
