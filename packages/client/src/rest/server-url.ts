/** Where something is that the server names by a path: as it is in a page of the server's own, and at `baseUrl` elsewhere. */
export function toServerUrl(baseUrl: string, path: string): string {
  const page = (globalThis as { readonly location?: { readonly origin: string } }).location;
  return page?.origin === baseUrl || !path.startsWith("/") ? path : baseUrl + path;
}
