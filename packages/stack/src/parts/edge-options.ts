import type { TlsSettings } from "../stack/tls-settings.ts";

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
  /** Of a file that is sent. */
  readonly maxFileBytes: number;
  /** Whose pages may read what Nginx refuses: `ALLOWED_ORIGINS` as it is. */
  readonly allowedOrigins: string;
  /** Nginx' alone: the small proxy has none. */
  readonly tls?: TlsSettings | undefined;
  /** On 127.0.0.1, where Nginx says how many connections it has; left out: nowhere. */
  readonly statusPort?: number | undefined;
  /** Is told, in one line, of a certificate that changed. */
  readonly report: (line: string) => void;
  /** Networks whose X-Forwarded-For is believed, with blanks between. The small proxy believes this machine only. */
  readonly trustedProxies: string;
}
