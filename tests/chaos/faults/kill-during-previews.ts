import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { somePicture } from "../../e2e/support/some-files.ts";
import { rest } from "../load/rest.ts";
import type { Person } from "../load/sign-up.ts";
import type { FaultRun, Scenario } from "../run/scenario.ts";
import { until } from "../system/until.ts";
import { createRoom } from "./support/create-room.ts";
import { Linker, type LinkingMessage } from "./support/linker.ts";
import { nothingIsLeftBehind } from "./support/nothing-is-left-behind.ts";

const linkers = 4;
const kills = 3;
const betweenKillsMs = 1_500;
const restartMs = 20_000;
/** What a page takes to answer, so that there are some on their way whenever an instance dies. */
const pageMs = 120;

interface Sent {
  readonly owner: Person;
  readonly roomId: number;
  readonly messages: readonly LinkingMessage[];
}

const sent = new WeakMap<FaultRun, Sent>();

/** Links are sent by way of an instance that dies again and again, while it looks at what they lead to and shows it. */
export const killDuringPreviews: Scenario = {
  name: "kill-during-previews",
  title: "kill -9 of a chat instance while it looks at what messages link to",
  recoversWithinMs: 20_000,
  async fault(run) {
    const { system, extras } = run;
    const owner = extras[0]!;
    const roomId = await createRoom(system.url, owner);
    const { server, site } = await serveSite();
    const url = system.instanceUrl("chat-1");
    const all = Array.from({ length: linkers }, () => new Linker({ person: owner, roomId, url, site }));
    const running = all.map((one) => one.run());
    for (let n = 0; n < kills; n += 1) {
      await pause(betweenKillsMs);
      system.signal("chat-1", "SIGKILL");
      await until("chat-1 is back", restartMs, async () => (await system.readiness("chat-1"))?.status === 200);
    }
    await pause(betweenKillsMs);
    for (const one of all) one.stop();
    await Promise.all(running);
    server.close();
    server.closeAllConnections();
    sent.set(run, { owner, roomId, messages: all.flatMap((one) => one.sent) });
  },
  async afterwards(run) {
    const { system } = run;
    const { owner, roomId, messages } = sent.get(run)!;
    run.expect("links were sent", messages.length > linkers);
    run.expect("each stands in one message", new Set(messages.map(({ seq }) => seq)).size === messages.length);
    const shown = await readShown(system.url, owner, roomId);
    for (const { seq, link } of messages) {
      const message = shown.get(seq);
      run.expect(`the message ${seq} says what was sent`, message?.content === `look at ${link}`);
      for (const { url, image } of message?.previews ?? []) {
        run.expect(`the preview of ${seq} is of its own link`, url === link);
        const response = await fetch(system.url + (image?.url ?? ""));
        run.expect(`its picture is there: ${response.status}`, response.ok);
        await response.arrayBuffer();
      }
    }
    const previewed = messages.filter(({ seq }) => (shown.get(seq)?.previews ?? []).length > 0);
    run.expect(`links are shown with what they lead to: ${previewed.length}`, previewed.length > 0);
    await nothingIsLeftBehind(system);
  },
};

interface ShownMessage {
  readonly seq: number;
  readonly content: string;
  readonly previews?: readonly { readonly url: string; readonly image?: { readonly url: string } }[];
}

/** The room's messages by their seq. */
async function readShown(url: string, { token }: Person, roomId: number): Promise<ReadonlyMap<number, ShownMessage>> {
  const shown = new Map<number, ShownMessage>();
  for (let more = true, after = 0; more;) {
    const path = `/api/v1/rooms/${roomId}/messages?after_seq=${after}&limit=100`;
    const page = await rest<{ messages: ShownMessage[]; has_more: boolean }>(url, "GET", path, { token });
    for (const message of page.messages) shown.set(message.seq, message);
    after = page.messages.at(-1)?.seq ?? after;
    more = page.has_more;
  }
  return shown;
}

async function serveSite(): Promise<{ server: Server; site: string }> {
  const picture = somePicture(400, 300);
  const server = createServer((request, response) => {
    setTimeout(() => {
      if (request.url === "/picture.png") return void response.setHeader("content-type", "image/png").end(picture);
      response.setHeader("content-type", "text/html");
      response.end(`<title>Of ${request.url}</title><meta property="og:image" content="/picture.png">`);
    }, pageMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, site: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
