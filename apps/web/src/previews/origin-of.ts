import type { Preview } from "@hubbub/ws-protocol";

/**
 * Where a link leads: its host, after what the page there calls its site, where that is another name: any page may call itself by
 * that of another.
 */
export function originOf({ url, site }: Pick<Preview, "url" | "site">): {
  readonly site: string | undefined;
  readonly host: string;
} {
  const host = URL.parse(url)?.host ?? url;
  return { site: site === undefined || nameOf(site) === nameOf(host) ? undefined : site, host };
}

function nameOf(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/^www\./, "");
}
