import type { FileLinks } from "@hubbub/client";
import type { Attachment } from "@hubbub/ws-protocol";
import { useCallback, useEffect, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { renewInMs } from "./link-end.ts";

export interface Links {
  /** Undefined until there are some. */
  readonly links: FileLinks | undefined;
  /** The server has none: the file is not there any more, or not for oneself. */
  readonly isGone: boolean;
  /** Those that are good now. Throws what the server answers where there are none. */
  readonly renew: () => Promise<FileLinks | undefined>;
}

/** Not sooner after an answer, or without one, is the server asked again. */
const retryMs = 15_000;

/** The links to a file as long as it is shown: those that came with its message, and others in time before they end. */
export function useLinks({ id, url, thumbnail_url }: Attachment): Links {
  const client = useClient();
  const [answer, setAnswer] = useState<{ readonly id: string; readonly links: FileLinks | undefined }>();
  const [tries, setTries] = useState(0);
  const own = answer?.id === id ? answer : undefined;
  const given: FileLinks | undefined =
    url === undefined ? undefined : { id, url, ...(thumbnail_url === undefined ? {} : { thumbnail_url }) };
  const links = own?.links ?? given;
  const renew = useCallback(async () => {
    const found = (await client.files.links([id])).find((one) => one.id === id);
    setAnswer({ id, links: found });
    return found;
  }, [client, id]);
  const isGone = own !== undefined && own.links === undefined;
  const current = links?.url;
  useEffect(() => {
    if (isGone) return;
    const waitMs = current === undefined ? 0 : renewInMs(current, client.session.serverNowMs);
    const again = () => setTries(tries + 1);
    const timer = setTimeout(() => void renew().then(again, again), Math.max(waitMs, tries === 0 ? 0 : retryMs));
    return () => clearTimeout(timer);
  }, [client, current, isGone, tries, renew]);
  return { links, isGone, renew };
}
