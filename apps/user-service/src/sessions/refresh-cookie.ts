/**
 * The cookie that carries a browser's refresh token where no script can read it. Against CSRF: SameSite=Strict keeps it
 * out of every request that another site causes, and the routes that read it ask who asks (`sessionCookie` of the REST
 * gateway), for a site may have more hosts than ours.
 */
export const refreshCookieName = "hubbub_refresh";

export interface RefreshCookieOptions {
  /** Sent over https only. */
  readonly secure: boolean;
  readonly maxAgeSeconds: number;
}

/** The Set-Cookie header that hands a refresh token to a browser. */
export function refreshCookie(refreshToken: string, { secure, maxAgeSeconds }: RefreshCookieOptions): string {
  const attributes = ["Path=/api/v1/users", `Max-Age=${maxAgeSeconds}`, "HttpOnly", "SameSite=Strict"];
  return [`${refreshCookieName}=${refreshToken}`, ...attributes, ...(secure ? ["Secure"] : [])].join("; ");
}

/** The Set-Cookie header that takes it away again. */
export function clearedRefreshCookie({ secure }: { readonly secure: boolean }): string {
  return refreshCookie("", { secure, maxAgeSeconds: 0 });
}
