import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../testing/eventually.ts";
import type { TestUser } from "../testing/fake-user-service.ts";
import { metricOf } from "../testing/metric-of.ts";
import { newRoom } from "../testing/new-room.ts";
import { type ChatInstance, type ChatStack, startChatStack } from "../testing/start-chat-stack.ts";
import { startConversation } from "../testing/start-conversation.ts";
import { type PageServer, servePages } from "./testing/page-server.ts";

let stack: ChatStack;
let one: ChatInstance;
let two: ChatInstance;
let ada: TestUser;
let bob: TestUser;
let eve: TestUser;
let site: PageServer;
/** Answers wait for it. */
let gate: Promise<void> = Promise.resolve();

/** As a camera writes it: larger than a page shows, with a note. */
let picture: Buffer;

beforeAll(async () => {
  const size = { width: 640, height: 480, channels: 3, background: "#0a7" } as const;
  picture = await sharp({ create: size })
    .withExif({ IFD0: { Copyright: "where it was" } })
    .png()
    .toBuffer();
  stack = await startChatStack();
  const settings = { LINK_PREVIEWS: "on", PREVIEW_LOOPBACK: "on" };
  [one, two] = await Promise.all([stack.start("chat-1", settings), stack.start("chat-2", settings)]);
  [ada, bob, eve] = (await Promise.all(["ada", "bob", "eve"].map((name) => stack.users.register(name)))) as [
    TestUser,
    TestUser,
    TestUser,
  ];
  site = await servePages((request, response) => void gate.then(() => answer(request, response)));
});
afterAll(async () => {
  await site.stop();
  await stack.stop();
});
beforeEach(() => void (gate = Promise.resolve()));

function answer({ url = "" }: IncomingMessage, response: ServerResponse): void {
  if (url.startsWith("/none")) return void response.writeHead(404).end();
  if (url.startsWith("/picture")) return void response.setHeader("content-type", "image/png").end(picture);
  if (url.startsWith("/script")) {
    return void response.setHeader("content-type", "image/png").end("<svg onload=alert(1)></svg>");
  }
  response.setHeader("content-type", "text/html");
  const image = new URL(url, site.url).searchParams.get("image");
  const meta = image === null ? "" : `<meta property="og:image" content="${image}">`;
  response.end(`<title>Of ${url}</title><meta name="description" content="About ${url}">${meta}`);
}

let made = 0;
/** A page that nobody has asked for yet. */
const newPage = () => `${site.url}/page-${(made += 1)}`;
const previewOf = (url: string) => {
  const { pathname, search } = new URL(url);
  const path = pathname + search;
  return { url, title: `Of ${path}`, description: `About ${path}`, site: "127.0.0.1" };
};
const conversation = () => startConversation(one, ada, two, bob);
type Socket = Awaited<ReturnType<typeof conversation>>["adas"];
const say = async (socket: Socket, content: string, more: object = {}) =>
  (await socket.ask({ type: "send_message", content, ...more }, "message_ack")).seq;
const remove = (as: TestUser, roomId: number, seq: number) =>
  two.rest("DELETE", `/api/v1/rooms/${roomId}/messages/${seq}/previews`, { as });
const get = async (roomId: number, seq: number, as = ada) =>
  (await two.rest("GET", `/api/v1/rooms/${roomId}/messages/${seq}`, { as })).json;
const askedFor = (url: string) => site.requests.filter((request) => url.endsWith(request.url ?? "/none")).length;
/** After whatever the instances do of what came before: the page is asked for last. */
async function settled(adas: Socket): Promise<void> {
  const url = newPage();
  const seq = await say(adas, url);
  await adas.next("previews_changed", ({ target_seq }) => target_seq === seq);
}

describe("a link", () => {
  test("is shown with what its page says, on every instance, in frames, pages and answers alike", async () => {
    const { roomId, adas, bobs } = await conversation();
    const url = newPage();
    const seq = await say(adas, `look at ${url}.`);
    const frames = await Promise.all([adas.next("previews_changed"), bobs.next("previews_changed")]);
    for (const frame of frames) {
      expect(frame).toEqual({
        type: "previews_changed",
        room_id: roomId,
        seq: seq + 1,
        created_at: frame.created_at,
        target_seq: seq,
        previews: [previewOf(url)],
      });
    }
    const shown = { seq, previews: [previewOf(url)], updated_seq: seq + 1 };
    const { messages } = await adas.ask({ type: "history", room_id: roomId }, "history");
    expect(messages.at(-1)).toMatchObject(shown);
    expect(await get(roomId, seq)).toMatchObject(shown);
    const late = await (await two.connect(eve)).ask({ type: "join_room", room_id: roomId }, "room_joined");
    expect(late.messages).toMatchObject([shown]);
    expect(askedFor(url)).toBe(1);
  });

  test("does not hold up its message, nor those after it", async () => {
    const { adas } = await conversation();
    const { promise, resolve: open } = Promise.withResolvers<void>();
    gate = promise;
    const url = newPage();
    const seq = await say(adas, url);
    expect(await say(adas, "next")).toBe(seq + 1);
    expect(adas.all("previews_changed")).toEqual([]);
    open();
    expect(await adas.next("previews_changed")).toMatchObject({ seq: seq + 2, target_seq: seq });
  });

  test("makes nothing unread, and moves no room to the top", async () => {
    const { roomId, adas, bobs } = await conversation();
    const seq = await say(adas, newPage());
    await bobs.next("previews_changed");
    await bobs.ask({ type: "mark_read", room_id: roomId, seq }, "ok");
    const { json } = await two.rest("GET", "/api/v1/users/me/rooms", { as: bob });
    const rooms = json["rooms"] as { id: number; unread_count: number }[];
    expect(rooms.find(({ id }) => id === roomId)).toMatchObject({ unread_count: 0 });
  });

  test("of three of a message is shown, of those that have something to show, in their order", async () => {
    const { adas } = await conversation();
    const [first, second, third, fourth] = [newPage(), `${site.url}/none-${made}`, newPage(), newPage()];
    await say(adas, `${first} ${second} ${third} ${fourth} ${first}`);
    const { previews } = await adas.next("previews_changed");
    expect(previews).toEqual([first, third].map(previewOf));
    expect(askedFor(fourth)).toBe(0);
  });

  test("that is code, is hidden, or leads to nothing, is not shown", async () => {
    const { adas } = await conversation();
    const hidden = newPage();
    await say(adas, `\`${hidden}\` ||${hidden}||`);
    await say(adas, `${site.url}/none-${made}`);
    await settled(adas);
    expect(adas.all("previews_changed")).toHaveLength(1);
    expect(askedFor(hidden)).toBe(0);
  });

  test("is asked for once by an instance, however many write it, also at the same time", async () => {
    const { adas } = await conversation();
    const { promise, resolve: open } = Promise.withResolvers<void>();
    gate = promise;
    const url = newPage();
    for (const text of [url, `${url}#part`, `again ${url}`]) await say(adas, text);
    open();
    for (let n = 0; n < 3; n += 1) await adas.next("previews_changed");
    await say(adas, `and again ${url}`);
    await adas.next("previews_changed");
    expect(askedFor(url)).toBe(1);
  });

  test("to a place inside is never asked for where that is not open", async () => {
    const shut = await stack.start("chat-3", { LINK_PREVIEWS: "on" });
    const socket = await shut.connect(ada);
    const roomId = await newRoom(shut, ada);
    await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
    const before = site.connections();
    for (const host of ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]"]) {
      await say(socket, `http://${host}:${site.port}/secret http://${host}/secret`);
    }
    const refused = () => metricOf(shut, 'link_preview_fetches_total{outcome="refused_place"}');
    await eventually(async () => (await refused()) === 3);
    expect(await metricOf(shut, 'link_preview_fetches_total{outcome="refused_address"}')).toBe(3);
    expect(await metricOf(shut, 'link_preview_fetches_total{outcome="fetched"}')).toBe(0);
    expect(site.connections()).toBe(before);
    expect(socket.all("previews_changed")).toEqual([]);
    await shut.stop();
  });
});

describe("an edit", () => {
  test("keeps what is shown of the links that stay, takes away that of others, and fetches what is new", async () => {
    const { roomId, adas, bobs } = await conversation();
    const [first, second, third] = [newPage(), newPage(), newPage()];
    const seq = await say(adas, `${first} ${second}`);
    await adas.next("previews_changed");
    await adas.ask({ type: "edit_message", seq, content: `only ${second}` }, "ok");
    expect(await bobs.next("message_edited")).toMatchObject({ previews: [previewOf(second)] });
    expect(await get(roomId, seq)).toMatchObject({ previews: [previewOf(second)] });
    await adas.ask({ type: "edit_message", seq, content: `${third} ${second}` }, "ok");
    await bobs.next("previews_changed", ({ previews }) => previews.length === 2);
    expect(await bobs.next("previews_changed")).toMatchObject({ previews: [third, second].map(previewOf) });
    await adas.ask({ type: "edit_message", seq, content: "none" }, "ok");
    const { previews } = await bobs.next("message_edited", ({ content }) => content === "none");
    expect(previews).toBeUndefined();
    expect(await get(roomId, seq)).not.toHaveProperty("previews");
  });

  test("of what is still being fetched leaves nothing of the link that is gone", async () => {
    const { roomId, adas } = await conversation();
    const { promise, resolve: open } = Promise.withResolvers<void>();
    gate = promise;
    const url = newPage();
    const seq = await say(adas, url);
    await eventually(() => askedFor(url) === 1);
    await adas.ask({ type: "edit_message", seq, content: "none" }, "ok");
    open();
    await settled(adas);
    expect(await get(roomId, seq)).not.toHaveProperty("previews");
  });

  test("of a message whose author wants none fetches nothing", async () => {
    const { roomId, adas } = await conversation();
    const url = newPage();
    const seq = await say(adas, "soon", { link_previews: false });
    await adas.ask({ type: "edit_message", seq, content: url }, "ok");
    await settled(adas);
    expect(await get(roomId, seq)).not.toHaveProperty("previews");
    expect(askedFor(url)).toBe(0);
  });
});

describe("what is shown of a link is gone", () => {
  test("with its message, from every row that said it", async () => {
    const { roomId, adas, bobs } = await conversation();
    const url = newPage();
    const seq = await say(adas, url);
    await adas.next("previews_changed");
    await adas.ask({ type: "edit_message", seq, content: `see ${url}` }, "ok");
    await adas.ask({ type: "delete_message", seq }, "ok");
    await bobs.next("message_deleted");
    expect((await get(roomId, seq))["content"]).toBe("");
    expect(await get(roomId, seq)).not.toHaveProperty("previews");
    const rows = await stack.sql(`select 1 from room_log where room_id = ${roomId}
      and (body::text like '%${url}%' or state::text like '%${url}%' or body::text like '%Of /%')`);
    expect(rows).toEqual([]);
    // Who was away is told nothing of it either.
    const back = await two.connect(eve);
    await back.ask({ type: "join_room", room_id: roomId, after_seq: seq }, "room_joined");
    await back.next("message_deleted");
    expect(back.all("previews_changed")).toMatchObject([{ previews: [] }]);
  });

  test("where its author takes it away, and stays so when the text is edited, but for other links", async () => {
    const { roomId, adas, bobs } = await conversation();
    const [url, other] = [newPage(), newPage()];
    const seq = await say(adas, url);
    await bobs.next("previews_changed");
    const removed = await remove(ada, roomId, seq);
    expect(removed).toMatchObject({ status: 200, json: { seq } });
    expect(removed.json).not.toHaveProperty("previews");
    expect(await bobs.next("previews_changed")).toMatchObject({ target_seq: seq, previews: [] });
    const again = await remove(ada, roomId, seq);
    expect(again).toMatchObject({ status: 200, json: { updated_seq: seq + 2 } });
    await adas.ask({ type: "edit_message", seq, content: `really ${url}` }, "ok");
    await adas.ask({ type: "edit_message", seq, content: `really ${url} ${other}` }, "ok");
    expect(await bobs.next("previews_changed")).toMatchObject({ previews: [previewOf(other)] });
    expect(await get(roomId, seq)).toMatchObject({ previews: [previewOf(other)] });
  });

  test("also before it is there", async () => {
    const { roomId, adas } = await conversation();
    const { promise, resolve: open } = Promise.withResolvers<void>();
    gate = promise;
    const url = newPage();
    const seq = await say(adas, url);
    await eventually(() => askedFor(url) === 1);
    expect((await remove(ada, roomId, seq)).status).toBe(200);
    open();
    await settled(adas);
    expect(await get(roomId, seq)).not.toHaveProperty("previews");
  });

  test("where somebody may who moderates the room, and nobody else", async () => {
    const { roomId, adas, bobs } = await conversation();
    const seq = await say(bobs, newPage());
    await adas.next("previews_changed");
    const hers = await say(adas, newPage());
    await adas.next("previews_changed");
    expect(await remove(bob, roomId, hers)).toMatchObject({
      status: 403,
      json: { detail: "Only its author, or an owner or admin of the room, may take the previews off a message" },
    });
    expect(await remove(eve, roomId, hers)).toMatchObject({ status: 403 });
    expect(await remove(ada, roomId, seq)).toMatchObject({ status: 200, json: { seq } });
    expect(await remove(ada, roomId, 9_999)).toMatchObject({ status: 404, json: { code: "message_not_found" } });
    await adas.ask({ type: "delete_message", seq: hers }, "ok");
    expect(await remove(ada, roomId, hers)).toMatchObject({ status: 404, json: { code: "message_not_found" } });
  });
});

describe("the picture of a link", () => {
  const fileOf = async (id: string) =>
    (await stack.sql(`select seq, removed_at from files where id = '${id}'`))[0] as {
      seq: number;
      removed_at: unknown;
    };
  const withPicture = (path = "/picture") => `${newPage()}?image=${path}`;
  async function shown(socket: Socket, content: string) {
    const seq = await say(socket, content);
    const { previews } = await socket.next("previews_changed", ({ target_seq }) => target_seq === seq);
    return { seq, preview: previews[0]!, image: previews[0]!.image };
  }

  test("is made anew, kept with its message, and given by a link to whoever may read it", async () => {
    const { roomId, adas } = await conversation();
    const url = withPicture();
    const { seq, preview, image } = await shown(adas, url);
    const { id, thumbhash, ...size } = image!;
    expect(preview).toEqual({ ...previewOf(url), image });
    expect(size).toEqual({ content_type: "image/png", width: 640, height: 480 });
    expect(thumbhash).toBeTypeOf("string");
    expect(await fileOf(id)).toMatchObject({ seq, removed_at: null });

    const answer = await two.rest("POST", "/api/v1/files/links", { as: bob, body: { ids: [id] } });
    const [links] = answer.json["links"] as { url: string; thumbnail_url: string }[];
    for (const link of [links!.url, links!.thumbnail_url]) {
      const response = await fetch(`http://127.0.0.1:${one.httpPort}${link}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(await sharp(bytes).metadata()).toMatchObject({ format: /png|webp/ });
      expect(bytes.includes("where it was")).toBe(false);
    }
    expect(await get(roomId, seq)).toMatchObject({ previews: [{ image: { id, ...links } }] });
    const privately = await newRoom(one, ada, "private");
    await adas.ask({ type: "join_room", room_id: privately }, "room_joined");
    const hidden = await shown(adas, withPicture());
    const body = { ids: [hidden.image!.id] };
    expect((await two.rest("POST", "/api/v1/files/links", { as: bob, body })).json).toEqual({ links: [] });
  });

  test("is no file of the room's, and cannot be sent", async () => {
    const { roomId, adas } = await conversation();
    const { image } = await shown(adas, withPicture());
    expect((await one.rest("GET", `/api/v1/rooms/${roomId}/files`, { as: ada })).json["files"]).toEqual([]);
    const body = { content: "", attachment_ids: [image!.id] };
    const { status } = await one.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: ada, body });
    expect(status).toBeGreaterThanOrEqual(400);
  });

  test.each(["/script", "/none", "http://10.0.0.1/a.png", "data:image/png;base64,AA"])(
    "is left out where it is none, %s, and the page's words are shown",
    async (path) => {
      const { adas } = await conversation();
      const url = withPicture(path);
      const { preview } = await shown(adas, url);
      expect(preview).toEqual(previewOf(url));
    },
  );

  test("is all that is shown of a link to it", async () => {
    const { adas } = await conversation();
    const url = `${site.url}/picture-of-${(made += 1)}.png`;
    const { preview } = await shown(adas, `${url} ${site.url}/script-${made}`);
    expect(preview).toMatchObject({ url, title: `picture-of-${made}.png`, image: { width: 640 } });
    expect(adas.all("previews_changed").at(-1)?.previews).toHaveLength(1);
  });

  test("goes with its message, with its link, and where somebody takes it away", async () => {
    const { roomId, adas } = await conversation();
    const deleted = await shown(adas, withPicture());
    const edited = await shown(adas, withPicture());
    const removed = await shown(adas, withPicture());
    const stays = await shown(adas, withPicture());
    await adas.ask({ type: "delete_message", seq: deleted.seq }, "ok");
    await adas.ask({ type: "edit_message", seq: edited.seq, content: "none" }, "ok");
    await remove(ada, roomId, removed.seq);
    await adas.ask({ type: "edit_message", seq: stays.seq, content: `still ${stays.preview.url}` }, "ok");
    for (const { image } of [deleted, edited, removed]) {
      expect((await fileOf(image!.id)).removed_at).not.toBeNull();
    }
    expect(await fileOf(stays.image!.id)).toMatchObject({ seq: stays.seq, removed_at: null });
  });

  test("that comes too late for its message is dropped", async () => {
    const { adas } = await conversation();
    const { promise, resolve: open } = Promise.withResolvers<void>();
    gate = promise;
    const seq = await say(adas, withPicture());
    await adas.ask({ type: "delete_message", seq }, "ok");
    open();
    const left = () => stack.sql("select id from files where seq is null and removed_at is null");
    await settled(adas);
    await eventually(async () => (await left()).length === 0);
    expect(adas.all("previews_changed").filter(({ target_seq }) => target_seq === seq)).toEqual([]);
  });
});

describe("links stay links", () => {
  test("where the author says so, over the socket and REST", async () => {
    const { roomId, adas } = await conversation();
    const url = newPage();
    await say(adas, url, { link_previews: false });
    const body = { content: url, link_previews: false };
    expect((await two.rest("POST", `/api/v1/rooms/${roomId}/messages`, { as: bob, body })).status).toBe(200);
    await settled(adas);
    expect(askedFor(url)).toBe(0);
  });

  test("where the room's owner or an admin says so, until they say otherwise", async () => {
    const { roomId, adas, bobs } = await conversation();
    const change = (as: TestUser, on: boolean) =>
      two.rest("PATCH", `/api/v1/rooms/${roomId}`, { as, body: { link_previews: on } });
    expect(await change(bob, false)).toMatchObject({ status: 403 });
    expect(await change(ada, false)).toMatchObject({ status: 200, json: { link_previews: false } });
    expect(await bobs.next("room_updated")).toMatchObject({ actor_id: ada.userId, link_previews: false });
    const late = await (await two.connect(eve)).ask({ type: "join_room", room_id: roomId }, "room_joined");
    expect(late.room).toMatchObject({ link_previews: false });
    const url = newPage();
    await say(adas, url);
    // It would have been asked for first.
    const elsewhere = await conversation();
    await settled(elsewhere.adas);
    expect(askedFor(url)).toBe(0);
    const on = await change(ada, true);
    expect(on.status).toBe(200);
    expect(on.json).not.toHaveProperty("link_previews");
    await say(adas, url);
    expect(await adas.next("previews_changed")).toMatchObject({ previews: [previewOf(url)] });
  });

  test("where the server says so", async () => {
    const off = await stack.start("chat-4", { LINK_PREVIEWS: "off", PREVIEW_LOOPBACK: "on" });
    const socket = await off.connect(ada);
    await socket.ask({ type: "join_room", room_id: await newRoom(off, ada) }, "room_joined");
    const url = newPage();
    await say(socket, url);
    const { adas } = await conversation();
    await settled(adas);
    await delay(0);
    expect(askedFor(url)).toBe(0);
    await off.stop();
  });
});

test("an instance that stops does not wait for pages", async () => {
  const brief = await stack.start("chat-5", { LINK_PREVIEWS: "on", PREVIEW_LOOPBACK: "on" });
  const socket = await brief.connect(ada);
  await socket.ask({ type: "join_room", room_id: await newRoom(brief, ada) }, "room_joined");
  gate = new Promise(() => undefined);
  const url = newPage();
  await say(socket, url);
  await eventually(() => askedFor(url) === 1);
  const beganMs = performance.now();
  await brief.stop();
  expect(performance.now() - beganMs).toBeLessThan(4_000);
});
