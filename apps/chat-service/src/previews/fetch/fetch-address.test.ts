import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { maxPreviewBytes, previewFetchMs } from "../../limits.ts";
import { type PageServer, serveBytes, servePages } from "../testing/page-server.ts";
import { fetchAddress, type Found } from "./fetch-address.ts";
import { FetchProblem } from "./fetch-problem.ts";
import { isLoopbackAddress } from "./is-public-address.ts";

/** Until all is over: some tests run beside each other. */
const servers: PageServer[] = [];
afterAll(async () => void (await Promise.all(servers.map((server) => server.stop()))));

const stop = new AbortController();
const open = { resolve: async (_name: string) => ["127.0.0.1"], isOpen: isLoopbackAddress, stopped: stop.signal };

async function serve(answer: RequestListener): Promise<PageServer> {
  const server = await servePages(answer);
  servers.push(server);
  return server;
}

async function outcomeOf(address: string, options = open): Promise<string> {
  try {
    const read = async ({ kind, url, body }: Found) => `${kind} ${url.pathname} ${(await bytesOf(body)).length}`;
    return await fetchAddress(address, options, read);
  } catch (error) {
    if (error instanceof FetchProblem) return error.outcome;
    throw error;
  }
}

async function bytesOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const html = (response: ServerResponse, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  response.writeHead(200, { "content-type": "text/html", ...headers }).end(body);

describe("a page", () => {
  it("is asked for as by a guest", async () => {
    const { url, requests } = await serve((_, response) => html(response, "<title>a</title>", { "set-cookie": "a=b" }));
    expect(await outcomeOf(`${url}/a?b=c#d`)).toBe("page /a 16");
    expect(await outcomeOf(`${url}/a?b=c#d`)).toBe("page /a 16");
    for (const { method, url: path, headers } of requests) {
      expect({ method, path }).toEqual({ method: "GET", path: "/a?b=c" });
      expect(Object.keys(headers).toSorted()).toEqual([
        "accept",
        "accept-encoding",
        "accept-language",
        "connection",
        "host",
        "user-agent",
      ]);
    }
  });

  it("is asked for directly, whatever proxy the environment names", async () => {
    const proxy = await serve((_, response) => html(response, "proxied"));
    const site = await serve((_, response) => html(response, "direct!"));
    const before = { ...process.env };
    for (const name of ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "NODE_USE_ENV_PROXY"]) {
      process.env[name] = name === "NODE_USE_ENV_PROXY" ? "1" : proxy.url;
    }
    try {
      expect(await outcomeOf(site.url)).toBe("page / 7");
      expect(proxy.connections()).toBe(0);
    } finally {
      process.env = before;
    }
  });

  it.each([
    ["text/html", "page"],
    ["TEXT/HTML; charset=utf-8", "page"],
    ["application/xhtml+xml", "page"],
    ["image/png", "picture"],
    ["image/webp;a=b", "picture"],
    ["image/svg+xml", "type"],
    ["text/plain", "type"],
    ["application/json", "type"],
    ["application/octet-stream", "type"],
    ["text/htmlx", "type"],
    ["", "type"],
  ])("of type %j is a %s", async (type, outcome) => {
    const { url } = await serve((_, response) => response.setHeader("content-type", type).end("a"));
    expect((await outcomeOf(url)).split(" ")[0]).toBe(outcome);
  });

  it.each([201, 204, 206, 304, 400, 401, 403, 404, 407, 500, 503])("is none with status %i", async (status) => {
    const { url } = await serve((_, response) => response.writeHead(status, { "content-type": "text/html" }).end());
    expect(await outcomeOf(url)).toBe("status");
  });

  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["br", brotliCompressSync],
  ] as const)("comes packed as %s", async (encoding, pack) => {
    const { url } = await serve((_, response) =>
      html(response, pack("a".repeat(999)), { "content-encoding": encoding }),
    );
    expect(await outcomeOf(url)).toBe("page / 999");
  });

  it.each([
    ["deflate", deflateSync("a")],
    ["gzip, gzip", gzipSync(gzipSync("a"))],
    ["zstd", Buffer.from("a")],
  ])("packed as %s is none", async (encoding, body) => {
    const { url } = await serve((_, response) => html(response, body, { "content-encoding": encoding }));
    expect(await outcomeOf(url)).toBe("type");
  });

  it("that is not packed as it says is none", async () => {
    const { url } = await serve((_, response) => html(response, "no gzip", { "content-encoding": "gzip" }));
    expect(await outcomeOf(url)).toBe("unreachable");
  });
});

describe("what is large", () => {
  const more = Buffer.alloc(4 * maxPreviewBytes, "a");
  const endless: Readonly<Record<string, (response: ServerResponse) => void>> = {
    "says how long it is": (response) => void response.end(more),
    "does not say how long it is": (response) => {
      response.write(more.subarray(0, maxPreviewBytes));
      response.end(more.subarray(maxPreviewBytes));
    },
    "never ends": (response) => {
      const write = () => {
        if (!response.destroyed) response.write(more.subarray(0, 65_536), () => setImmediate(write));
      };
      write();
    },
  };
  const sending = (type: string, send: (response: ServerResponse) => void) =>
    serve((_, response) => {
      response.setHeader("content-type", type);
      send(response);
    });

  it.each(Object.entries(endless))("of a page that %s, only the beginning is read", async (_, send) => {
    const { url } = await sending("text/html", send);
    expect(await outcomeOf(url)).toBe(`page / ${maxPreviewBytes}`);
  });

  it.each(Object.entries(endless))("is no picture where it %s", async (_, send) => {
    const { url } = await sending("image/png", send);
    expect(await outcomeOf(url)).toBe("too_large");
  });

  it.each([
    ["gzip", gzipSync(Buffer.alloc(200 * maxPreviewBytes))],
    ["br", brotliCompressSync(Buffer.alloc(200 * maxPreviewBytes))],
  ])("once unpacked from %s ends as soon", async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(maxPreviewBytes);
    const send = (type: string) =>
      serve((_, response) => response.writeHead(200, { "content-type": type, "content-encoding": encoding }).end(bomb));
    expect(await outcomeOf((await send("text/html")).url)).toBe(`page / ${maxPreviewBytes}`);
    expect(await outcomeOf((await send("image/png")).url)).toBe("too_large");
  });

  it("leaves nothing open of what is not read", async () => {
    const { promise: closed, resolve: close } = Promise.withResolvers<string>();
    const { url } = await serve((request, response) => {
      request.socket.on("close", () => close("closed"));
      response.setHeader("content-type", "text/html");
      endless["never ends"]!(response);
    });
    await fetchAddress(url, open, async () => "enough");
    expect(await closed).toBe("closed");
  });
});

describe("a redirect", () => {
  const leading = (status = 302) =>
    serve((request: IncomingMessage, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) html(response, "there");
      else response.writeHead(status, { location: `/${left - 1}` }).end("elsewhere");
    });

  it.each([301, 302, 303, 307, 308])("with status %i is followed three times", async (status) => {
    const { url } = await leading(status);
    expect(await outcomeOf(`${url}/3`)).toBe("page /0 5");
    expect(await outcomeOf(`${url}/4`)).toBe("redirects");
  });

  it("that leads to itself ends", async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(302, { location: "/" }).end());
    expect(await outcomeOf(url)).toBe("redirects");
    expect(requests).toHaveLength(4);
  });

  it.each(["", "http://user:password@127.0.0.1/", "ftp://127.0.0.1/", "http://["])(
    "to %j is none",
    async (location) => {
      const { url } = await serve((_, response) => response.writeHead(302, { location }).end());
      expect(await outcomeOf(url)).toMatch(/^(refused_address|redirects)$/);
    },
  );

  it("that does not say where to is no page", async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { "content-type": "text/html" }).end());
    expect(await outcomeOf(url)).toBe("status");
  });
});

describe("a server", () => {
  it.each([
    ["that speaks something else", "SSH-2.0-OpenSSH_9.6\r\n"],
    [
      "that switches to another protocol",
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    ],
    ["that sends header after header", `HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(20_000)}`],
    ["that says two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\naa"],
    ["that breaks off", "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 100\r\n\r\n<title>"],
    ["that says nothing", ""],
  ])("%s is unreachable", async (_, bytes) => {
    const server = await serveBytes((socket) => socket.end(bytes));
    servers.push(server);
    expect(await outcomeOf(server.url)).toBe("unreachable");
  });

  it("that is not there is unreachable", async () => {
    const gone = await servePages(() => undefined);
    await gone.stop();
    expect(await outcomeOf(gone.url)).toBe("unreachable");
  });

  it("that cannot prove its name is unreachable", async () => {
    const { port } = await serve((_, response) => html(response, "a"));
    expect(await outcomeOf(`https://127.0.0.1:${port}/`)).toBe("unreachable");
  });
});

describe("all of it together", () => {
  const slowly: Readonly<Record<string, () => Promise<string>>> = {
    "a name that nobody answers for": async () => "http://slow.example/",
    "a server that never answers": async () => (await serve(() => undefined)).url,
    "a page that never ends": async () => (await serve((_, response) => begin(response))).url,
    "redirects that take their time": async () =>
      (
        await serve((request, response) => {
          const delay = setTimeout(() => response.writeHead(302, { location: "/" }).end(), previewFetchMs / 2.5);
          request.socket.on("close", () => clearTimeout(delay));
        })
      ).url,
  };
  const begin = (response: ServerResponse) => {
    response.setHeader("content-type", "text/html");
    response.write("<title>a");
  };
  const never = {
    ...open,
    resolve: (name: string) => (name === "slow.example" ? new Promise<never>(() => undefined) : open.resolve(name)),
  };

  it.concurrent.each(Object.entries(slowly))(
    "ends %s in five seconds",
    async (_, address) => {
      const beganMs = performance.now();
      expect(await outcomeOf(await address(), never)).toBe("timeout");
      const tookMs = performance.now() - beganMs;
      expect(tookMs).toBeGreaterThan(previewFetchMs * 0.9);
    },
    // In which it must have ended.
    2 * previewFetchMs,
  );

  it("ends at once where the instance stops", async () => {
    const stopping = new AbortController();
    const { url } = await serve(() => stopping.abort());
    const beganMs = performance.now();
    expect(await outcomeOf(url, { ...open, stopped: stopping.signal })).toBe("timeout");
    expect(await outcomeOf(url, { ...open, stopped: stopping.signal })).toBe("timeout");
    expect(performance.now() - beganMs).toBeLessThan(previewFetchMs);
  });
});
