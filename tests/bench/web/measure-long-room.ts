import type { CDPSession, Page } from "playwright-core";

export interface LongRoomFigures {
  /** From the click to the frame that shows the message, at each place, in ms. */
  readonly openings: readonly number[];
  /** Time between two frames while one scrolls both ways, 99 of 100, in ms. */
  readonly frameP99: number;
  readonly heapBytes: number;
}

/** Opens a room at each of `seqs`, coming from `elsewhere`, and scrolls far up and down again from the last of them. */
export async function measureLongRoom(
  page: Page,
  { roomId, seqs, elsewhere }: { roomId: number; seqs: readonly number[]; elsewhere: number },
): Promise<LongRoomFigures> {
  const devTools = await page.context().newCDPSession(page);
  const openings: number[] = [];
  for (const seq of seqs) {
    await page.goto(`/rooms/${elsewhere}`);
    await page.locator("[data-room-status=joined]").waitFor();
    openings.push(await page.evaluate(openingOf(`/rooms/${roomId}/messages/${seq}`, seq)));
  }
  const frameP99 = await scrollBothWays(page);
  return { openings, frameP99, heapBytes: await heapOf(devTools) };
}

/** As a link of the page leads there; the page is not loaded anew. */
function openingOf(address: string, seq: number): string {
  return `new Promise((done, fail) => {
    const begin = performance.now();
    const look = () => {
      const row = document.querySelector('article[data-seq="${seq}"]');
      if (row === null) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true, attributes: true });
    setTimeout(() => fail(new Error("the message is not shown")), 20_000);
    history.pushState(null, "", "${address}");
    dispatchEvent(new PopStateEvent("popstate"));
  })`;
}

const wheelTurns = 200;
const pixelsATurn = 600;

async function scrollBothWays(page: Page): Promise<number> {
  await page.getByRole("log").hover();
  await page.evaluate(`{
    window.frames_ = [];
    let last = performance.now();
    const next = (now) => {
      window.frames_.push(now - last);
      last = now;
      window.frameWatch_ = requestAnimationFrame(next);
    };
    window.frameWatch_ = requestAnimationFrame(next);
  }`);
  for (const direction of [-1, 1]) {
    for (let turn = 0; turn < wheelTurns; turn += 1) await page.mouse.wheel(0, direction * pixelsATurn);
  }
  const frames = await page.evaluate<number[]>("cancelAnimationFrame(window.frameWatch_), window.frames_.slice(1)");
  return frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.99)] ?? Number.NaN;
}

async function heapOf(devTools: CDPSession): Promise<number> {
  await devTools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devTools.send("Runtime.getHeapUsage");
  return usedSize;
}
