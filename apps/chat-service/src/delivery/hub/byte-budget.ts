/** Bytes that many holders share. */
export interface ByteBudget {
  readonly maxBytes: number;
  usedBytes: number;
}
