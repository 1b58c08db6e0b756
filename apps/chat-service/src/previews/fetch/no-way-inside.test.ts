import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PageServer, servePages } from "../testing/page-server.ts";
import { fetchAddress, type Found } from "./fetch-address.ts";
import { FetchProblem } from "./fetch-problem.ts";
import { isLoopbackAddress } from "./is-public-address.ts";

/** What must not be reached: one in each family, each on a port of its own. */
let inside: PageServer[];
/** Stands for a site on the public internet, and leads inside. */
let outside: PageServer;

beforeAll(async () => {
  const secret = () =>
    servePages((_request, response) => response.setHeader("content-type", "text/html").end("<title>secret</title>"));
  inside = [await secret(), await servePages((_, response) => response.end("secret"), "::1")];
  outside = await servePages((request, response) => {
    const to = new URL(request.url ?? "/", "http://any").searchParams.get("to") ?? "/";
    response.writeHead(302, { location: to }).end();
  }, publicAddress);
});
afterAll(() => Promise.all([...inside, outside].map((server) => server.stop())));

const publicAddress = "127.0.0.9";
const stopped = new AbortController().signal;
/** Every name is one of the attacker's own, and leads where they want. */
const names: Readonly<Record<string, readonly string[]>> = {
  "loopback.example": ["127.0.0.1"],
  "loopback6.example": ["::1"],
  "mapped.example": ["::ffff:127.0.0.1"],
  "private.example": ["10.0.0.5"],
  "metadata.example": ["169.254.169.254"],
  "half.example": ["93.184.215.14", "127.0.0.1"],
  "half6.example": ["93.184.215.14", "fd00::1"],
  "nothing.example": ["0.0.0.0"],
};
const resolve = async (name: string) => names[name] ?? [];
const shut = { resolve, isOpen: () => false, stopped };

function outcomeOf(address: string, options: Parameters<typeof fetchAddress>[1] = shut): Promise<string> {
  return fetchAddress(address, options, async ({ kind }: Found) => kind).catch((error: unknown) => {
    if (error instanceof FetchProblem) return error.outcome;
    throw error;
  });
}

/** For one port, the tricks by which 127.0.0.1, ::1, and what is beside them, are named. */
const hosts = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0x7f.1",
  "0177.0.0.1",
  "017700000001",
  "127.0.0.1.",
  "127.000.000.001",
  "127.0.0.01",
  "１２７.0.0.1",
  "127。0。0。1",
  "①②⑦.0.0.1",
  "%31%32%37.0.0.1",
  "0",
  "0.0.0.0",
  "0x0",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::ffff:0:127.0.0.1]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "[fe80::1]",
  "127.255.255.254",
  ...Object.keys(names),
];

describe.each(hosts)("a link to %s", (host) => {
  it.each(["http", "https"])("over %s connects to nobody, on the ports that are open", async (scheme) => {
    for (const port of ["", ":80", ":443"]) {
      expect(await outcomeOf(`${scheme}://${host}${port}/`)).toBe("refused_place");
    }
  });

  it("connects to nobody on another port", async () => {
    for (const { port } of inside) {
      expect(await outcomeOf(`http://${host}:${port}/`)).toMatch(/^refused_/);
      expect(await outcomeOf(`https://${host}:${port}/`)).toMatch(/^refused_/);
    }
    expect(inside.map(({ connections }) => connections())).toEqual([0, 0]);
  });

  it("connects to nobody where a page outside leads there", async () => {
    const { outcome, hops } = await led(`http://${host}/`);
    expect({ outcome, hops }).toEqual({ outcome: "refused_place", hops: 1 });
    for (const { port } of inside) expect((await led(`//${host}:${port}/`)).outcome).toMatch(/^refused_/);
    expect(inside.map(({ connections }) => connections())).toEqual([0, 0]);
  });
});

/** From a site that may be reached, by a redirect. */
async function led(to: string): Promise<{ outcome: string; hops: number }> {
  const before = outside.connections();
  const isOpen = (address: string) => address === publicAddress;
  const location = encodeURIComponent(to.replace(/[^ -~]+/gu, encodeURIComponent));
  const outcome = await outcomeOf(`${outside.url}/?to=${location}`, { ...shut, isOpen });
  return { outcome, hops: outside.connections() - before };
}

it.each([
  "ftp://a.example/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:6379/_INFO",
  "data:text/html,<title>a</title>",
  "javascript:alert(1)",
  "unix:/var/run/docker.sock",
  "http:///",
  "http://",
  "//a.example/",
  "http://[::1%25lo]/",
  "http://[fe80::1%25eth0]/",
  "http://a.example:65536/",
  "http://999.999.999.999/",
  "http://user:password@outside.example/",
  "http://user@outside.example/",
  "http://:password@outside.example/",
  "http://outside.example@127.0.0.1/",
  "http://a b.example/",
])("%j is no address that is fetched", async (address) => {
  expect(await outcomeOf(address)).toMatch(/^refused_/);
});

it.each(["22", "25", "6379", "8080", "5432", "1"])("port %s is no site's", async (port) => {
  expect(await outcomeOf(`http://site.example:${port}/`, { ...shut, resolve: async () => ["93.184.215.14"] })).toBe(
    "refused_address",
  );
});

it("connects where the name led when it was checked, and asks nobody again", async () => {
  let asked = 0;
  const reached: unknown[] = [];
  const site = await servePages(({ headers: { host }, socket }, response) => {
    reached.push({ host, address: socket.localAddress });
    response.setHeader("content-type", "text/html").end("<title>a</title>");
  }, "0.0.0.0");
  const rebinding = async () => {
    asked += 1;
    return asked === 1 ? ["127.0.0.1"] : ["127.0.0.2"];
  };
  const options = { resolve: rebinding, isOpen: isLoopbackAddress, stopped };
  expect(await outcomeOf(`http://rebinding.example:${site.port}/`, options)).toBe("page");
  expect(asked).toBe(1);
  expect(reached).toEqual([{ host: `rebinding.example:${site.port}`, address: "127.0.0.1" }]);
  await site.stop();
});

it("what opens loopback opens nothing else", async () => {
  const open = { ...shut, isOpen: isLoopbackAddress };
  const refused = ["10.0.0.1", "169.254.169.254", "[fd00::1]", "private.example", "half.example", "0.0.0.0"];
  for (const host of refused) expect(await outcomeOf(`http://${host}/`, open)).toBe("refused_place");
  expect(await outcomeOf(`http://loopback.example:${inside[0]!.port}/`, open)).toBe("page");
});
