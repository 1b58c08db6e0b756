/** What the keys of the find box do with what was found. */
export interface FindKeys {
  readonly move: (step: 1 | -1) => void;
  readonly choose: () => void;
}
