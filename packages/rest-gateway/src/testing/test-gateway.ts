import "../header-limit.ts";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { Attachment } from "@hubbub/grpc-api/attachments";
import { type FileServiceServer, FileServiceService } from "@hubbub/grpc-api/files";
import { Message, type MessageServiceServer, MessageServiceService } from "@hubbub/grpc-api/messages";
import { Room, type RoomServiceServer, RoomServiceService } from "@hubbub/grpc-api/rooms";
import { SessionTokens, User, type UserServiceServer, UserServiceService } from "@hubbub/grpc-api/users";
import { type CallContext, createLogger, createMetrics, type Handlers } from "@hubbub/service-runtime";
import { App } from "uWebSockets.js";
import { onTestFinished } from "vitest";
import { listenHttp } from "../listen-http.ts";
import { registerRestRoutes } from "../register-rest-routes.ts";
import type { RestOptions, RestService } from "../rest-options.ts";

export type TestHandlers = Partial<
  Handlers<UserServiceServer> &
    Handlers<RoomServiceServer> &
    Handlers<MessageServiceServer> &
    Handlers<FileServiceServer>
>;

export interface SeenCall {
  readonly method: string;
  readonly request: unknown;
  readonly call: CallContext;
}

/** Bytes that a file may have. */
export const maxFileBytes = 3 * 1024 * 1024;

/** Most hubbub services on one app. Methods that `handlers` does not name answer with an empty message. */
export async function testGateway(
  handlers: TestHandlers = {},
  options: Partial<RestOptions> = {},
  ofUsers: Pick<RestService, "maxBodyBytes"> = {},
) {
  const calls: SeenCall[] = [];
  const lines: string[] = [];
  const metrics = createMetrics("test");
  const app = App();
  const serve = (methods: readonly string[], fallback: unknown) =>
    Object.fromEntries(methods.map((method) => [method, recording(method, handlers, fallback, calls)]));
  registerRestRoutes(app, {
    image: readDescriptorImage(),
    services: [
      {
        name: "hubbub.user.v1.UserService",
        handlers: serve(Object.keys(UserServiceService), { ...User.create(), ...SessionTokens.create() }),
        ...ofUsers,
      },
      { name: "hubbub.chat.v1.RoomService", handlers: serve(Object.keys(RoomServiceService), Room.create()) },
      { name: "hubbub.chat.v1.MessageService", handlers: serve(Object.keys(MessageServiceService), Message.create()) },
      {
        name: "hubbub.chat.v1.FileService",
        handlers: serve(Object.keys(FileServiceService), Attachment.create()),
        maxBytes: { uploadFile: maxFileBytes },
      },
    ],
    logger: createLogger({ service: "test", destination: { write: (line) => void lines.push(line) } }),
    metrics,
    ...options,
  });
  const listening = await listenHttp(app, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => void app.close());
  const url = `http://127.0.0.1:${listening.port}`;
  return {
    ...listening,
    calls,
    lines,
    metrics,
    fetch: (path: string, init?: RequestInit) => fetch(url + path, init),
    send: (method: string, path: string, body: unknown) =>
      fetch(url + path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  };
}

type Method = (request: never, call: CallContext) => Promise<unknown>;

function recording(method: string, handlers: TestHandlers, fallback: unknown, calls: SeenCall[]): Method {
  const handle = handlers[method as keyof TestHandlers] as Method | undefined;
  return (request, call) => {
    calls.push({ method, request, call });
    return handle === undefined ? Promise.resolve(fallback) : handle(request, call);
  };
}
