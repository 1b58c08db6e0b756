import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openTabs, type TabMessage, toMessage } from "./tabs.ts";

const kept = { kind: "kept", key: "hubbub.theme", value: "dark" } as const;
const read = { kind: "read", userId: 1, roomId: 7, seq: 12 } as const;
/** Of other pages, past what this one checks. */
let raw: BroadcastChannel;

beforeEach(() => {
  raw = new BroadcastChannel("hubbub");
});
afterEach(() => {
  raw.close();
  vi.unstubAllGlobals();
});

describe("what a tab says", () => {
  it("reaches the others, and not itself", async () => {
    const [one, other] = [openTabs(), openTabs()];
    const heardBySelf = vi.fn<(message: TabMessage) => void>();
    one.hear("kept", heardBySelf);
    const heard = next(other);
    one.tell(kept);
    expect(await heard).toEqual(kept);
    expect(heardBySelf).not.toHaveBeenCalled();
  });

  it("is heard by who waits for its kind, until they stop", async () => {
    const [one, other] = [openTabs(), openTabs()];
    const reads: TabMessage[] = [];
    const stop = other.hear("read", (message) => reads.push(message));
    one.tell(read);
    const afterRead = next(other);
    one.tell(kept);
    await afterRead;
    expect(reads).toEqual([read]);
    stop();
    const afterStop = next(other);
    one.tell(read);
    one.tell(kept);
    await afterStop;
    expect(reads).toEqual([read]);
  });

  it.each<[string, unknown]>([
    ["of another release", { version: 2, ...kept }],
    ["of no release", kept],
    ["of a kind that is not known", { version: 1, kind: "pinned", key: "a", value: "b" }],
    ["without a key", { version: 1, kind: "kept", value: "dark" }],
    ["with a value that is no text", { version: 1, kind: "kept", key: "a", value: 5 }],
    ["with a seq that is none", { version: 1, ...read, seq: -1 }],
    ["with a room that is no number", { version: 1, ...read, roomId: "7" }],
    ["as long as nothing is", { version: 1, ...kept, value: "x".repeat(1 << 17) }],
    ["that is a text", "kept"],
    ["that is nothing", null],
  ])("is not heard where it is one %s", async (_, data) => {
    expect(toMessage(data)).toBeUndefined();
    const tab = openTabs();
    const heard = next(tab);
    say(data);
    say({ version: 1, ...kept });
    expect(await heard).toEqual(kept);
  });

  it("is not said where it is longer than anything", async () => {
    const [one, other] = [openTabs(), openTabs()];
    const heard = next(other);
    one.tell({ ...kept, value: "x".repeat(1 << 17) });
    one.tell(kept);
    expect(await heard).toEqual(kept);
  });

  it("is heard by nobody where the browser has no channel, and nothing breaks", () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    const tab = openTabs();
    const stop = tab.hear("kept", () => {});
    expect(() => {
      tab.tell(kept);
      stop();
    }).not.toThrow();
  });
});

/** As a page of any release. */
function say(data: unknown): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
  raw.postMessage(data);
}

/** The next change of something kept that a tab hears of. */
async function next(tab: ReturnType<typeof openTabs>): Promise<TabMessage> {
  return await new Promise((resolve) => {
    const stop = tab.hear("kept", (message) => {
      stop();
      resolve(message);
    });
  });
}
