import { type ReactNode, useEffect, useEffectEvent, useRef } from "react";

/** The end of what is there of a list: seen, it asks for more. */
export function EndInSight({
  count,
  onSeen,
  children,
}: {
  /** Of what is there. */
  count: number;
  onSeen: () => void;
  /** The shape of what comes. */
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const seen = useEffectEvent(onSeen);
  useEffect(() => {
    const end = ref.current;
    if (end === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) seen();
    });
    observer.observe(end);
    return () => observer.disconnect();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what came may leave the end in sight
  }, [count]);
  return (
    <div ref={ref} className="min-h-8">
      {children}
    </div>
  );
}
