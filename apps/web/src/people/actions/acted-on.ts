/** Whom something is done about. */
export interface ActedOn {
  readonly userId: number;
  readonly name: string;
}
