/** What outlives the page of an unsent message. */
export interface StoredMessage {
  readonly roomId: number;
  readonly clientMsgId: string;
  readonly content: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** Why the server refused it for good; without it the message waits. */
  readonly failure?: { readonly code: string; readonly message: string };
}
