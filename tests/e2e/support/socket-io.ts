import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { until } from "./until.ts";

type Values = readonly [Record<string, unknown>, ...unknown[]];

/** A Socket.IO client that keeps every event it got. */
export interface SocketIoClient {
  readonly socket: Socket;
  readonly instance: string;
  /** What the first event of this name brought that fits, now or later; each is given out once. */
  next(event: string, fits?: (value: Record<string, unknown>) => boolean): Promise<Values>;
  all(event: string): Values[];
  ask(event: string, payload: unknown): Promise<Record<string, unknown>>;
}

/** Connects as an application would, and waits until it is authenticated. */
export async function openSocketIo(
  url: string,
  token: string,
  clientAddress: string,
  options: Partial<ManagerOptions & SocketOptions> = {},
): Promise<SocketIoClient> {
  const extraHeaders = { "X-Forwarded-For": clientAddress };
  const socket = io(url, { forceNew: true, reconnectionDelayMax: 1_000, extraHeaders, auth: { token }, ...options });
  const received: { readonly event: string; readonly values: Values }[] = [];
  const given = new Set<Values>();
  socket.onAny((event: string, ...values: unknown[]) => received.push({ event, values: values as unknown as Values }));

  async function next(event: string, fits: (value: Record<string, unknown>) => boolean = () => true): Promise<Values> {
    const find = () =>
      received.find((one) => one.event === event && !given.has(one.values) && fits(one.values[0]))?.values;
    await until(`an event ${event} among ${JSON.stringify(received)}`, 15_000, () => find() !== undefined);
    const values = find()!;
    given.add(values);
    return values;
  }

  const [authenticated] = await next("authenticated");
  return {
    socket,
    instance: String(authenticated["serverId"]),
    next,
    all: (event) => received.filter((one) => one.event === event).map(({ values }) => values),
    ask: (event, payload) => socket.timeout(10_000).emitWithAck(event, payload) as Promise<Record<string, unknown>>,
  };
}
