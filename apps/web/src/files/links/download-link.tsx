import type { Attachment } from "@hubbub/ws-protocol";
import type { ReactNode } from "react";
import { useClient } from "../../client/use-client.ts";
import { later } from "../../strings/later.ts";
import { problemSentence, toProblem } from "../../ui/problems/problem.ts";
import { useToast } from "../../ui/toasts/use-toast.ts";
import { plainName } from "../names/plain-name.ts";
import { howToSave } from "./how-to-save.ts";
import { toDownload } from "./link-end.ts";
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
  const { connection, session } = useClient();
  const say = useToast();
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
        const isOnline = connection.state.snapshot().status === "online";
        const how = howToSave(links?.url, { isOnline, nowMs: session.serverNowMs });
        if (how === "link") return;
        event.preventDefault();
        if (how === "not") return say(later.files.notReached);
        void renew().then(
          (fresh) => fresh !== undefined && save(toDownload(fresh.url), name),
          (error: unknown) => say(problemSentence(toProblem(error))),
        );
      }}
    >
      {children}
    </a>
  );
}

function save(href: string, download: string): void {
  Object.assign(document.createElement("a"), { href, download }).click();
}
