import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { rest } from "../load/rest.ts";
import type { Person } from "../load/sign-up.ts";
import type { FaultRun, Scenario } from "../run/scenario.ts";
import type { ChaosSystem } from "../system/chaos-system.ts";
import { until } from "../system/until.ts";
import { createRoom } from "./support/create-room.ts";
import { nothingIsLeftBehind } from "./support/nothing-is-left-behind.ts";
import { type BroughtFile, Uploader } from "./support/uploader.ts";

const uploaders = 6;
const kills = 3;
const betweenKillsMs = 1_500;
const restartMs = 20_000;

const sent = new WeakMap<FaultRun, { readonly owner: Person; readonly files: readonly BroughtFile[] }>();

/** Uploads to one instance, which dies again and again, and messages with them by way of Nginx. */
export const killDuringUploads: Scenario = {
  name: "kill-during-uploads",
  title: "kill -9 of a chat instance while files are uploaded and sent",
  recoversWithinMs: 20_000,
  async fault(run) {
    const { system, extras } = run;
    const owner = extras[0]!;
    const roomId = await createRoom(system.url, owner);
    const urls = { files: system.instanceUrl("chat-1"), messages: system.url };
    const all = Array.from({ length: uploaders }, () => new Uploader({ person: owner, roomId, urls }));
    const running = all.map((one) => one.run());
    for (let n = 0; n < kills; n += 1) {
      await pause(betweenKillsMs);
      system.signal("chat-1", "SIGKILL");
      await until("chat-1 is back", restartMs, async () => (await system.readiness("chat-1"))?.status === 200);
    }
    await pause(betweenKillsMs);
    for (const one of all) one.stop();
    await Promise.all(running);
    const refused = all.flatMap((one) => one.refused);
    run.expect(`nothing that is in order is refused: ${refused[0]}`, refused.length === 0);
    sent.set(run, { owner, files: all.flatMap(({ brought }) => brought) });
  },
  async afterwards(run) {
    const { system } = run;
    const { owner, files } = sent.get(run) ?? { owner: run.extras[0]!, files: [] };
    run.expect("files were sent", files.length > uploaders);
    run.expect("each stands in one message", new Set(files.map(({ seq }) => seq)).size === files.length);
    for (const file of files) {
      const is = await sha256Of(system, owner, file.id);
      run.expect(`the file ${file.id} of the message ${file.seq} is whole: ${is}`, is === file.sha256);
    }
    await nothingIsLeftBehind(system);
  },
};

async function sha256Of({ url }: ChaosSystem, { token }: Person, id: string): Promise<string> {
  const { links } = await rest<{ links: { url: string }[] }>(url, "POST", "/api/v1/files/links", {
    token,
    body: { ids: [id] },
  });
  const [link] = links;
  if (link === undefined) return "no link";
  const response = await fetch(url + link.url);
  if (!response.ok) return `${response.status} ${await response.text()}`;
  return createHash("sha256")
    .update(Buffer.from(await response.arrayBuffer()))
    .digest("hex");
}
