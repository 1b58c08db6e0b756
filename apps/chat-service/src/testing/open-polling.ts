import type { ChatInstance } from "./start-chat-stack.ts";

export interface PollingClient {
  readonly sid: string;
  readonly url: string;
  /** Sends packets and answers the status, or 0 where the connection was cut. */
  readonly post: (body: string) => Promise<number>;
}

/** A Socket.IO client that polls once, for its session's id, and connects; it never takes what is said to it. */
export async function openPolling({ httpPort }: ChatInstance, auth?: object): Promise<PollingClient> {
  const url = `http://127.0.0.1:${httpPort}/socket.io/?EIO=4&transport=polling`;
  const open = await (await fetch(url)).text();
  const { sid } = JSON.parse(open.slice(1)) as { sid: string };
  const post = async (body: string) => {
    const answer = await fetch(`${url}&sid=${sid}`, { method: "POST", body }).catch(() => undefined);
    await answer?.text();
    return answer?.status ?? 0;
  };
  await post(`40${auth === undefined ? "" : JSON.stringify(auth)}`);
  return { sid, url: `${url}&sid=${sid}`, post };
}
