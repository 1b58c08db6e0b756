import type { FieldProblems } from "./field-problems.ts";

/** Where in a request a value stands, and who is told what is wrong with it. */
export interface Place {
  readonly field: string;
  readonly problems: FieldProblems;
}

/** One type of value between ts-proto's form and JSON. */
export interface ValueCodec {
  /** ts-proto's value of an absent field without presence. */
  readonly zero: unknown;
  encode(value: unknown): unknown;
  /** Tells `place.problems` and returns undefined if the value is not right. */
  decode(json: unknown, place: Place): unknown;
  /** The same from a path segment or query value. Absent where text cannot stand for it. */
  readonly decodeText?: (text: string, place: Place) => unknown;
}
