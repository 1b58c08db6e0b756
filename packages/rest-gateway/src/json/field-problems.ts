import { assertNoFieldErrors, type FieldError } from "@hubbub/errors";
import { maxFieldErrors, maxShownFieldChars } from "../limits.ts";

/** Collects what is wrong with a request, so that all of it can be answered at once. */
export class FieldProblems {
  readonly #errors: FieldError[] = [];

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
