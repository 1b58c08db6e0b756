import { maxPreviewDescription, maxPreviewedLinkLength, maxPreviewSite, maxPreviewTitle } from "../../limits.ts";
import type { Head } from "./read-head.ts";
import { tidyText } from "./tidy-text.ts";

/** What can be shown of a page. */
export interface LinkedPage {
  readonly title: string;
  readonly description?: string;
  readonly site: string;
  /** Its address; what is there is not known. */
  readonly picture?: string;
  /** It is nothing but that. */
  readonly isPicture?: true;
}

/** undefined where the page does not say what it is. */
export function toLinkedPage(url: URL, { meta, title: ownTitle }: Head): LinkedPage | undefined {
  const first = (max: number, texts: readonly (string | undefined)[]) =>
    texts.map((text) => tidyText(text ?? "", max)).find((text) => text !== "");
  const title = first(maxPreviewTitle, [meta.get("og:title"), meta.get("twitter:title"), ownTitle]);
  if (title === undefined) return undefined;
  const described = [meta.get("og:description"), meta.get("twitter:description"), meta.get("description")];
  const description = first(maxPreviewDescription, described);
  const site = first(maxPreviewSite, [meta.get("og:site_name")]) ?? siteOf(url);
  const picture = pictureOf(url, meta);
  return {
    title,
    site,
    ...(description === undefined || description === title ? {} : { description }),
    ...(picture === undefined ? {} : { picture }),
  };
}

/** Of an address that leads to a picture itself. */
export function toPicturePage(url: URL): LinkedPage {
  const name = url.pathname.split("/").at(-1) ?? "";
  const title = tidyText(decoded(name), maxPreviewTitle);
  return { title: title === "" ? siteOf(url) : title, site: siteOf(url), picture: url.href, isPicture: true };
}

function siteOf(url: URL): string {
  return tidyText(url.hostname.replace(/^www\./, ""), maxPreviewSite);
}

function pictureOf(base: URL, meta: Head["meta"]): string | undefined {
  const said = ["og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src"]
    .map((name) => meta.get(name)?.trim())
    .find((address) => address !== undefined);
  const url = said === undefined ? null : URL.parse(said, base.href);
  return url === null || url.href.length > maxPreviewedLinkLength ? undefined : url.href;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
