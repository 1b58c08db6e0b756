/** One message on its way to Redis. */
export interface Publication {
  readonly channel: string;
  readonly message: Buffer;
}
