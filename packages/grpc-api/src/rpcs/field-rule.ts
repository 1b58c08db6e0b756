/** What a field of a request may hold: the check of every request reads it, and so does the OpenAPI document. */
export type FieldRule = WholeRule | TextRule | ChoiceRule | FlagRule | TimeRule | ListRule | BytesRule;

interface Checked {
  /**
   * Left to the use case, which sees to it together with what no bound can say (that a name is free to have), or in a form
   * of its own (without the white space around it): all that is wrong with such a field is told at once.
   */
  readonly inUseCase?: true;
}

/** A whole number, both bounds included. */
export interface WholeRule extends Checked {
  readonly kind: "whole";
  readonly min: number;
  readonly max: number;
}

/** Well-formed Unicode without U+0000, which Postgres cannot store. */
export interface TextRule extends Checked {
  readonly kind: "text";
  /** In code points, as JSON Schema counts. */
  readonly minChars?: number;
  readonly maxChars?: number;
  /** Of UTF-8. JSON Schema cannot say it; it can say that no text has more code points than bytes. */
  readonly maxBytes?: number;
  readonly shape?: TextShape;
  /** What is asked of it besides, which no schema can say: sentences for the document. */
  readonly besides?: string;
  /** What the document calls it. */
  readonly format?: "email" | "password" | "uuid";
}

interface TextShape {
  /** Of the whole text: a regular expression that JavaScript and Python read alike. */
  readonly pattern: string;
  /** "must be a UUID": for people, after the field's name. */
  readonly complaint: string;
}

/** Of an enum's values, by their names in JSON, those that one may ask for. */
export interface ChoiceRule extends Checked {
  readonly kind: "choice";
  readonly of: Readonly<Record<string, number>>;
}

export interface FlagRule extends Checked {
  readonly kind: "flag";
}

/** A moment, RFC 3339. */
export interface TimeRule extends Checked {
  readonly kind: "time";
}

export interface ListRule extends Checked {
  readonly kind: "list";
  /** `messages`: what each may hold the use case sees to. */
  readonly items: WholeRule | TextRule | "messages";
  readonly maxItems: number;
}

/** Bytes as they are: over REST the body, which its handler reads as it comes. */
export interface BytesRule extends Checked {
  readonly kind: "bytes";
}

export const whole = (min: number, max: number): WholeRule => ({ kind: "whole", min, max });
export const text = (rule: Omit<TextRule, "kind"> = {}): TextRule => ({ kind: "text", ...rule });
export const choice = (of: ChoiceRule["of"]): ChoiceRule => ({ kind: "choice", of });
export const flag: FlagRule = { kind: "flag" };
export const time: TimeRule = { kind: "time" };
export const bytes: BytesRule = { kind: "bytes", inUseCase: true };
export const list = (items: ListRule["items"], maxItems: number): ListRule => ({ kind: "list", items, maxItems });

export function inUseCase<Rule extends FieldRule>(rule: Rule): Rule {
  return { ...rule, inUseCase: true };
}
