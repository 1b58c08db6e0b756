/** What stands between the browser and the services needs to know, be it Nginx or the small proxy. */
export interface EdgeOptions {
  readonly host: string;
  readonly port: number;
  /** The address that a browser on this machine uses. */
  readonly url: string;
  readonly chatPorts: readonly number[];
  readonly userPort: number;
  readonly webRoot: string;
  readonly rateLimits: string;
  /** Networks whose X-Forwarded-For is believed, with blanks between. The small proxy believes this machine only. */
  readonly trustedProxies: string;
}
