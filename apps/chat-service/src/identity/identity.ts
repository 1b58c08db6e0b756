/** Who an access token speaks for. */
export interface Identity {
  readonly userId: number;
  readonly username: string;
  readonly serverAdmin: boolean;
  readonly sessionId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}
