import { assertNoFieldErrors, type FieldError } from "@hubbub/errors";
import { maxFieldErrors, maxShownFieldChars } from "../limits.ts";

export interface WholeRange {
  readonly min: number;
  readonly max: number;
}

/** Collects what is wrong with a request, so that all of it can be answered at once. */
export class FieldProblems {
  readonly #errors: FieldError[] = [];
  /** Of a field that holds a whole number, where a rule says more of it than its type. */
  readonly rangeOf: (field: string) => WholeRange | undefined;

  constructor(rangeOf: (field: string) => WholeRange | undefined = () => undefined) {
    this.rangeOf = rangeOf;
  }

  /** As many as one answer names: whoever decodes stops here. */
  get isFull(): boolean {
    return this.#errors.length >= maxFieldErrors;
  }

  /** `complaint` follows the field's name in a sentence: "must be a whole number". */
  add(field: string, complaint: string): void {
    if (this.isFull) return;
    const shown = field.length > maxShownFieldChars ? `${field.slice(0, maxShownFieldChars)}…` : field;
    this.#errors.push({ field: shown, code: "invalid_argument", message: `${shown} ${complaint}` });
  }

  /** Throws `invalid_argument` with every problem; returns if there is none. */
  throwIfAny(): void {
    assertNoFieldErrors(this.#errors);
  }
}
