/** Something that keeps an attacker from the others, and how to take it out. */
export interface Protection {
  /** As the end of a sentence that begins with "without". */
  readonly name: string;
  /** From the repository's root. */
  readonly file: string;
  /** Stands in the file once. */
  readonly text: string;
  readonly instead: string;
  /** The attack that must hurt the bystanders without it. */
  readonly attack: string;
}

export const protections: readonly Protection[] = [];
