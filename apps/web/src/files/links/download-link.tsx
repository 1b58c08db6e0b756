import type { Attachment } from "@hubbub/ws-protocol";
import type { ReactNode } from "react";
import { useClient } from "../../client/use-client.ts";
import { plainName } from "../names/plain-name.ts";
import { renewInMs, toDownload } from "./link-end.ts";
import { useLinks } from "./use-links.ts";

/** Saves a file; of one that is gone only what it says is left. */
export function DownloadLink({
  file,
  className,
  title,
  children,
}: {
  file: Attachment;
  className: string;
  title?: string;
  children: ReactNode;
}) {
  const { session } = useClient();
  const { links, isGone, renew } = useLinks(file);
  if (isGone) return <span className={className}>{children}</span>;
  const name = plainName(file.name);
  return (
    <a
      href={links === undefined ? undefined : toDownload(links.url)}
      download={name}
      title={title}
      className={className}
      onClick={(event) => {
        // After the machine has slept it may be one of before.
        if (links === undefined || renewInMs(links.url, session.serverNowMs) > 0) return;
        event.preventDefault();
        void renew().then((fresh) => fresh !== undefined && save(toDownload(fresh.url), name));
      }}
    >
      {children}
    </a>
  );
}

function save(href: string, download: string): void {
  Object.assign(document.createElement("a"), { href, download }).click();
}
