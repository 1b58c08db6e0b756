import type { ComponentProps } from "react";
import { afterFirstShow } from "../ui/later/after-first-show.ts";
import { QuietPart } from "../ui/later/quiet-part.tsx";
import { PersonFace } from "./person-face.tsx";
import type { PresenceDot } from "./presence/presence-dot.tsx";

/** The avatar of somebody, and on it whether they are here. */
export function PresentFace({
  isHere,
  wordsId,
  ...face
}: ComponentProps<typeof PersonFace> & Omit<ComponentProps<typeof PresenceDot>, "userId">) {
  return (
    <span className="relative inline-flex shrink-0">
      <PersonFace {...face} />
      <QuietPart load={load} props={{ userId: face.userId, isHere, wordsId }} />
    </span>
  );
}

const load = async () => {
  await afterFirstShow();
  return (await import("./presence/presence-dot.tsx")).PresenceDot;
};
