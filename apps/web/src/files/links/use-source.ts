import type { FileLinks } from "@hubbub/client";
import type { Attachment } from "@hubbub/ws-protocol";
import { useEffect, useRef, useState } from "react";
import { useLinks } from "./use-links.ts";

/** A picture that has just come may not be ready yet, or the line is bad: so often it is asked for once more. */
const triesAfterMs = [1_000, 3_000];
/** What has been there for so long, and fails now, has ended: it has all its tries again. */
const lastedMs = 60_000;

export interface Source {
  /** Undefined until there is one. */
  readonly src: string | undefined;
  /** It cannot be had. */
  readonly isBroken: boolean;
  /** It is there, or begins to be. */
  readonly onLoad: () => void;
  readonly onError: () => void;
}

/**
 * Where an element gets a file from. It stays the same when the link is renewed, for what is shown would be loaded again; another comes
 * only where this one failed.
 */
export function useSource(file: Attachment, toUrl: (links: FileLinks) => string): Source {
  const { links, isGone, renew } = useLinks(file);
  const [src, setSrc] = useState<string>();
  const [tries, setTries] = useState(0);
  const [isFailed, setFailed] = useState(false);
  const loadedAtMs = useRef(Infinity);
  const current = links && toUrl(links);
  if (src === undefined && current !== undefined && !isFailed) setSrc(current);
  const waitMs = triesAfterMs[tries];
  useEffect(() => {
    if (!isFailed || waitMs === undefined) return;
    const timer = setTimeout(() => {
      const again = () => {
        setTries((count) => count + 1);
        setFailed(false);
      };
      renew().then(again, again);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [isFailed, waitMs, renew]);
  return {
    src: isFailed ? undefined : src,
    isBroken: isGone || (isFailed && waitMs === undefined),
    onLoad: () => {
      loadedAtMs.current = performance.now();
    },
    onError: () => {
      if (performance.now() - loadedAtMs.current >= lastedMs) setTries(0);
      loadedAtMs.current = Infinity;
      setSrc(undefined);
      setFailed(true);
    },
  };
}
