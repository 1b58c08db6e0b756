/** What the tabs of a browser tell each other. */
export type TabMessage =
  /** What this browser keeps under a key has changed. */
  | { readonly kind: "kept"; readonly key: string; readonly value: string | undefined }
  /** A person has read a room up to `seq`. */
  | { readonly kind: "read"; readonly userId: number; readonly roomId: number; readonly seq: number };

type Of<Kind extends TabMessage["kind"]> = Extract<TabMessage, { kind: Kind }>;

/** Characters; a draft is by far the longest. What is longer other tabs find in what the browser keeps. */
const maxLength = 64 * 1024;
/** Changes with what a message means. Tabs of other releases may be open beside this one. */
const version = 1;

/** Where the browser has no channel nobody hears anything: then what it keeps tells the tabs, and the server. */
export const tabs = openTabs();

export function openTabs() {
  const channel = openChannel();
  return {
    tell(message: TabMessage): void {
      if (!isShort(message)) return;
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
        channel?.postMessage({ version, ...message });
      } catch {
        // The page is about to go.
      }
    },
    /** Calls `listener` for what other tabs say; returns the way to stop. */
    hear<Kind extends TabMessage["kind"]>(kind: Kind, listener: (message: Of<Kind>) => void): () => void {
      const hear = ({ data }: MessageEvent<unknown>) => {
        const message = toMessage(data);
        if (message?.kind === kind) listener(message as Of<Kind>);
      };
      channel?.addEventListener("message", hear);
      return () => channel?.removeEventListener("message", hear);
    },
  };
}

/** Undefined for what this page does not understand. */
export function toMessage(data: unknown): TabMessage | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const said = data as { readonly [field: string]: unknown };
  if (said["version"] !== version) return undefined;
  const { kind, key, value, userId, roomId, seq } = said;
  if (kind === "kept" && typeof key === "string" && (value === undefined || typeof value === "string")) {
    const message = { kind, key, value } as const;
    return isShort(message) ? message : undefined;
  }
  if (kind === "read" && isId(userId) && isId(roomId) && isId(seq)) return { kind, userId, roomId, seq };
  return undefined;
}

function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel("hubbub");
  } catch {
    return undefined;
  }
}

function isShort(message: TabMessage): boolean {
  return message.kind !== "kept" || message.key.length + (message.value?.length ?? 0) <= maxLength;
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
