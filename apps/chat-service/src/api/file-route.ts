import type { PlainRoute } from "@hubbub/rest-gateway";
import type { FileContext } from "../files/file-context.ts";
import { serveFile } from "../files/serve-file.ts";

/** Files by the links that answers hold; no proto describes it, for whoever has a link needs no token. */
export function fileRoute(files: Pick<FileContext, "storage" | "links">): PlainRoute {
  return {
    method: "GET",
    template: "/files/{id}/{name}",
    handle: async ({ path, query, range, ifRange, ifNoneMatch }) =>
      serveFile(files, { id: path.get("id") ?? "", name: path.get("name") ?? "", query, range, ifRange, ifNoneMatch }),
  };
}
