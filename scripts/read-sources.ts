import { globSync, readFileSync } from "node:fs";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { contract } from "@hubbub/grpc-api/rpcs";
import { openApiRoutes } from "@hubbub/rest-gateway";

/** The routes that stand beside those of the contracts, read from the services' sources. */
export function plainRoutes(): string[] {
  const sources = globSync("apps/*/src/**/*.ts")
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const plain = [...sources.matchAll(/method: "([A-Z]+)",\s*template: "(\S+)"/g)].map(
    ([, method, path]) => `${method} ${path}`,
  );
  if (plain.length !== sources.match(/\btemplate: "/g)?.length) throw new Error("a plain route is written otherwise");
  const ofTheApi = openApiRoutes(readDescriptorImage(), contract).map(
    ({ method, template }) => `${method} ${template}`,
  );
  return [...plain, ...ofTheApi, "GET /socket.io/"];
}

/** What a Socket.IO client may send, read from the table of its translations. */
export function socketIoEvents(): string[] {
  const source = readFileSync("apps/chat-service/src/sockets/socket-io/to-frame.ts", "utf8");
  const events = [...source.matchAll(/\[\s*"(\w+)",\s*\{\s*type: "\w+"/g)].map(([, event = ""]) => event);
  if (events.length !== source.match(/\btype: "\w+"/g)?.length) throw new Error("an event is written otherwise");
  return events;
}
