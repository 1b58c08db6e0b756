/** What others do with the composer. */
export interface ComposerHandle {
  /** Writes a person's name where the caret is, and takes the focus. */
  readonly mention: (name: string) => void;
  /** Writes a text where the caret is, as if it were typed. */
  readonly type: (text: string) => void;
}
