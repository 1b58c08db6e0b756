/** What an answer repeats of the frame that it answers. */
export interface Echo {
  readonly ref?: string | number | undefined;
  readonly clientMsgId?: string | undefined;
}
