import { type TemplatedApp, type us_listen_socket, us_listen_socket_close, us_socket_local_port } from "uWebSockets.js";

export interface ListeningApp {
  readonly port: number;
  /** No new connections; those that are open go on. */
  stopListening(): void;
}

/** Listens on one address; throws if the port is taken. (By default uWebSockets.js would share it with another process.) */
export function listenHttp(app: TemplatedApp, { host, port }: { host: string; port: number }): Promise<ListeningApp> {
  return new Promise((resolve, reject) => {
    const onListen = (socket: us_listen_socket | false) => {
      if (socket === false) return reject(new Error(`Cannot listen on ${host}:${port}: the port may be taken`));
      let listening = true;
      resolve({
        port: us_socket_local_port(socket),
        stopListening: () => {
          if (listening) us_listen_socket_close(socket);
          listening = false;
        },
      });
    };
    (app.listen as unknown as ListenWithOptions).call(app, host, port, exclusivePort, onListen);
  });
}

/** LIBUS_LISTEN_EXCLUSIVE_PORT */
const exclusivePort = 1;

/** Missing in uWebSockets.js' types. */
type ListenWithOptions = (
  this: TemplatedApp,
  host: string,
  port: number,
  options: number,
  onListen: (socket: us_listen_socket | false) => void,
) => TemplatedApp;
