/** Whose rooms they are. */
export interface Me {
  readonly userId: number;
  readonly username: string;
  /** What they write calls nobody. */
  readonly isBlocked: (userId: number) => boolean;
}
