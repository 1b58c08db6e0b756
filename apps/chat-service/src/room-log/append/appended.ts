/** The answer to a command that was committed, now or before. Failures are thrown as AppError. */
export interface Appended {
  readonly roomId: number;
  /** Of the event's row; 0 where the command changed nothing and wrote no row. */
  readonly seq: number;
  readonly createdAt: Date;
  readonly duplicate: boolean;
  /** The command's own, or the one that was made for it. */
  readonly clientMsgId: string;
}
