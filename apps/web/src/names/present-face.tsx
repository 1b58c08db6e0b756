import type { ComponentProps } from "react";
import { PersonFace } from "./person-face.tsx";
import { LaterPresence } from "./presence/later-presence.tsx";
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
      <LaterPresence userId={face.userId} isHere={isHere} wordsId={wordsId} />
    </span>
  );
}
