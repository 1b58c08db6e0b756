/** From where a session was last used, as its owner sees it in the list of sessions. */
export interface SessionClient {
  readonly userAgent: string;
  readonly ip: string;
}
