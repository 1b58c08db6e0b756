/** Whose rooms they are. */
export interface Me {
  readonly userId: number;
  readonly username: string;
}
