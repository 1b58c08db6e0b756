import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { listenKeepaliveMs, listenRetryMs } from "../limits.ts";

export interface ChannelListener {
  /** The connection stands, for the first time or again: what was said meanwhile was missed. */
  readonly onListening: () => void;
  readonly onNotification: (payload: string) => void;
  /** It does not, until `onListening`; said once. */
  readonly onLost: (error: unknown) => void;
}

/** Listens to a channel of Postgres' NOTIFY over a connection of its own, for as long as `signal` lets it. */
export async function listenToChannel(
  url: string,
  channel: string,
  listener: ChannelListener,
  signal: AbortSignal,
): Promise<void> {
  let isLost = false;
  const onListening = () => {
    isLost = false;
    listener.onListening();
  };
  while (!signal.aborted) {
    try {
      await listenUntilLost(url, channel, { ...listener, onListening }, signal);
    } catch (error) {
      if (!signal.aborted && !isLost) listener.onLost(error);
      isLost = true;
    }
    await delay(listenRetryMs, undefined, { signal }).catch(() => undefined);
  }
}

async function listenUntilLost(
  url: string,
  channel: string,
  { onListening, onNotification }: ChannelListener,
  signal: AbortSignal,
): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: "hubbub-user-service listener",
    connectionTimeoutMillis: listenKeepaliveMs,
    query_timeout: listenKeepaliveMs,
    keepAlive: true,
  });
  let stop = () => undefined as void;
  const lost = new Promise<never>((_resolve, reject) => {
    // Not once: what nobody listens for ends the process, and a broken connection may say so twice.
    client.on("error", reject);
    client.once("end", () => reject(new Error("the connection ended")));
    stop = () => reject(new Error("stopped"));
    signal.addEventListener("abort", stop);
  });
  lost.catch(() => undefined);
  client.on("notification", ({ payload = "" }) => onNotification(payload));
  try {
    await Promise.race([client.connect(), lost]);
    await Promise.race([client.query(`listen ${client.escapeIdentifier(channel)}`), lost]);
    onListening();
    // A half-open connection says nothing: it is asked.
    for (;;) {
      await Promise.race([delay(listenKeepaliveMs, undefined, { ref: false }), lost]);
      await Promise.race([client.query("select 1"), lost]);
    }
  } finally {
    signal.removeEventListener("abort", stop);
    void client.end().catch(() => undefined);
  }
}
