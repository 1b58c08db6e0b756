/**
 * An address of its own for each virtual user. Nginx takes it from loopback only (`X-Forwarded-For`), and `ip_hash` then
 * spreads the users of this one machine over the chat instances.
 */
export function clientAddress(user: number): Record<string, string> {
  return { "X-Forwarded-For": `10.${Math.floor(user / 250) % 250}.${user % 250}.1` };
}
