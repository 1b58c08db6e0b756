import { type ChatThread, type HubbubError, toHubbubError } from "@hubbub/client";
import { useEffect, useState } from "react";
import { useClient } from "../../client/use-client.ts";

interface Found {
  readonly roomId: number;
  readonly rootSeq: number;
  readonly tries: number;
  readonly thread: ChatThread | undefined;
  readonly problem: HubbubError | undefined;
}

/** The thread of a message, a moment later the first time; or why what it is made of cannot be had. */
export function useThread(roomId: number, rootSeq: number) {
  const client = useClient();
  const [tries, setTries] = useState(0);
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    let isCurrent = true;
    const find = (answer: Pick<Found, "thread" | "problem">) =>
      isCurrent && setFound({ roomId, rootSeq, tries, ...answer });
    client
      .room(roomId)
      .thread(rootSeq)
      .then(
        (thread) => find({ thread, problem: undefined }),
        (error: unknown) => find({ thread: undefined, problem: toHubbubError(error) }),
      );
    return () => {
      isCurrent = false;
    };
  }, [client, roomId, rootSeq, tries]);
  const isIt = found?.roomId === roomId && found.rootSeq === rootSeq && found.tries === tries;
  return {
    thread: isIt ? found.thread : undefined,
    problem: isIt ? found.problem : undefined,
    retry: () => setTries(tries + 1),
  };
}
