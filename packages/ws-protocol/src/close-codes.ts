/** WebSocket close codes. 4000–4499: come back (with full jitter). 4500–4999: do not. 1006 counts as come back. */
export const closeCodes = {
  shutdown: 4000,
  slow_consumer: 4001,
  overloaded: 4003,
  resync: 4004,
  token_expired: 4005,
  unauthenticated: 4500,
  protocol_error: 4501,
  revoked: 4502,
} as const;

export type CloseReason = keyof typeof closeCodes;

/** Whether a client should reconnect after this close code. */
export function mayReconnect(code: number): boolean {
  return code < 4500 || code > 4999;
}
