/** So long without a hand at it one counts as away, as the protocol has it. */
const idleMs = 10 * 60_000;

const handEvents = ["pointerdown", "pointermove", "wheel", "touchstart", "keydown", "visibilitychange"];

/**
 * Tells when nobody has touched the page for ten minutes, and at once when somebody does; returns the way to stop. A page
 * that comes into sight counts as touched, one that goes out of it does not.
 */
export function watchHands(
  page: EventTarget & { readonly visibilityState: string },
  { onIdle, onBack }: { readonly onIdle: () => void; readonly onBack: () => void },
): () => void {
  let touchedMs = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Hands are at it all the time: the timer is set once for many of them.
  const look = () => {
    const leftMs = touchedMs + idleMs - performance.now();
    timer = leftMs > 0 ? setTimeout(look, leftMs) : undefined;
    if (leftMs <= 0) onIdle();
  };
  const touched = () => {
    if (page.visibilityState !== "visible") return;
    touchedMs = performance.now();
    if (timer !== undefined) return;
    onBack();
    look();
  };
  for (const event of handEvents) page.addEventListener(event, touched, { capture: true, passive: true });
  look();
  return () => {
    clearTimeout(timer);
    for (const event of handEvents) page.removeEventListener(event, touched, { capture: true });
  };
}
