import { toHubbubError } from "@hubbub/client";
import { MessageCircle } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../ui/icon-button.tsx";
import { revealed } from "./revealed.ts";
import { useOpenDirect } from "./use-open-direct.ts";

/** Leads to the conversation with someone. */
export function MessagePerson({ userId, name }: { userId: number; name: string }) {
  const openDirect = useOpenDirect();
  const [problem, setProblem] = useState<string>();
  const label = problem ?? `Message ${name}`;
  return (
    <>
      <IconButton
        icon={MessageCircle}
        label={label}
        onClick={() => {
          openDirect(userId).catch((error: unknown) => setProblem(toHubbubError(error).message));
        }}
        className={`${revealed} ${problem === undefined ? "" : "text-bad!"}`}
      />
      {problem !== undefined && (
        <span role="alert" className="sr-only">
          {problem}
        </span>
      )}
    </>
  );
}
