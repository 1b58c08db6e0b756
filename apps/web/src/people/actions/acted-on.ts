/** Whom something is done about. */
export interface ActedOn {
  readonly userId: number;
  readonly username: string;
  /** What they are called now. */
  readonly name: string;
}
