import { type Conversation, HubbubError, type MyRoom, type RoomSnapshot } from "@hubbub/client";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { navigate } from "../../navigation/navigate.ts";
import type { Sight } from "../scroll/sight.ts";

/** A row to bring into sight: each jump is a `turn` of its own, also to where one is. */
export interface Target {
  readonly seq: number;
  readonly at: "top" | "middle";
  readonly turn: number;
}

/** What is said where one did not land where one wanted to. */
export type PlaceNote = "nearest" | "none" | "nothing-since" | "failed";

export interface Place {
  /** It is not known yet what is to be shown. */
  readonly isOpening: boolean;
  /** The server cannot show where one left off: the newest is shown. */
  readonly isAllShown: boolean;
  readonly target: Target | undefined;
  /** The message that one jumped to, for a while. */
  readonly markedSeq: number | undefined;
  readonly note: PlaceNote | undefined;
  /** Leads to where one was before a jump. */
  readonly back: (() => void) | undefined;
  readonly toNewest: () => void;
  /** To the first message that one has not read. */
  readonly toUnread: () => void;
  readonly toMessage: (seq: number) => void;
  /** To the first message of a day, or of all. */
  readonly toDay: (day: Date | "first") => void;
  readonly onSight: (sight: Sight) => void;
  /** One has scrolled by hand. */
  readonly onMoved: () => void;
}

interface Shown {
  readonly target: Target | undefined;
  readonly markedSeq: number | undefined;
  readonly note: PlaceNote | undefined;
  readonly backSeq: number | undefined;
}

/** Where one comes to; nowhere if `landed` is undefined. */
interface Landing {
  readonly landed: number | undefined;
  readonly at: Target["at"];
  readonly rest?: Partial<Shown>;
}

/** A message that one jumped to stands out for so long. */
const markMs = 3_000;
/** More than a page that comes with the join: where so much is unread, one left off elsewhere. */
const pageSize = 50;

/**
 * Which place of a room, or of a thread, is shown: at first where one left off reading, or the message that the address names.
 * One that stands in another conversation of the room is left to `onElsewhere`, with the thread that it is in.
 */
export function usePlace(
  conversation: Conversation,
  state: RoomSnapshot,
  known: Pick<MyRoom, "unread_count"> | undefined,
  seq: number | undefined,
  onElsewhere: (seq: number, threadSeq: number | undefined) => void,
): Place {
  const { messages } = useClient();
  const [isFinding, setFinding] = useState(true);
  const [isAllShown, setAllShown] = useState(false);
  const [shown, setShown] = useState<Shown>(nowhere);
  const sight = useRef<Sight>(undefined);
  const turn = useRef(0);
  const isFirst = useRef(true);
  /** What one has asked for last: what came before it, or before one left, leads nowhere any more. */
  const wish = useRef({});
  useEffect(
    () => () => {
      wish.current = {};
    },
    [],
  );

  const land = (landed: number, at: Target["at"], rest: Partial<Shown>) => {
    turn.current += 1;
    const target = { seq: landed, at, turn: turn.current };
    const backSeq = sight.current === undefined ? undefined : sight.current.fromSeq;
    setShown({ ...nowhere, target, backSeq, ...rest });
  };
  const toNewest = () => {
    wish.current = {};
    conversation.showNewest();
    const backSeq = sight.current?.fromSeq;
    turn.current += 1;
    setShown({ ...nowhere, backSeq, target: { seq: Infinity, at: "top", turn: turn.current } });
    if (seq !== undefined) navigate({ page: "room", roomId: conversation.roomId }, "replace");
  };
  const go = async (find: (isWanted: () => boolean) => Promise<Landing>) => {
    const own = (wish.current = {});
    const isWanted = () => own === wish.current;
    try {
      const { landed, at, rest = {} } = await find(isWanted);
      if (landed !== undefined && isWanted()) land(landed, at, rest);
    } catch (error) {
      if (!isWanted()) return;
      const isNone = error instanceof HubbubError && error.code === "message_not_found";
      setShown((before) => ({ ...before, note: isNone ? "none" : "failed" }));
    }
  };
  /** Where a message stands that one did not land at; undefined where it stands nowhere any more, or there is no telling. */
  const findElsewhere = async (wanted: number) => {
    const found = await messages.get(conversation.roomId, wanted).catch(() => undefined);
    const isHere = conversation.threadSeq === undefined && found?.thread_seq === undefined;
    return isHere ? undefined : found;
  };
  const toMessage = (wanted: number) =>
    go(async (isWanted) => {
      const landed = await conversation.showAround(wanted);
      if (landed === undefined || landed === wanted) return { landed, at: "middle", rest: { markedSeq: landed } };
      const elsewhere = await findElsewhere(wanted);
      if (elsewhere === undefined) return { landed, at: "middle", rest: { markedSeq: landed, note: "nearest" } };
      if (!isWanted()) return { landed: undefined, at: "middle" };
      onElsewhere(wanted, elsewhere.thread_seq);
      const rootSeq = conversation.threadSeq === undefined ? elsewhere.thread_seq : undefined;
      return { landed: rootSeq && (await conversation.showAround(rootSeq)), at: "middle" };
    });
  const toUnread = () =>
    go(async () => ({
      landed: await conversation.showAround(conversation.state.snapshot().lastReadSeq + 1),
      at: "top",
    }));
  const toDay = (day: Date | "first") =>
    go(async () => {
      if (day === "first") return { landed: await conversation.showAround(1), at: "top" };
      try {
        const { seq: first } = await messages.at(conversation.roomId, day);
        return { landed: await conversation.showAround(first), at: "top" };
      } catch (error) {
        if (!(error instanceof HubbubError && error.code === "message_not_found")) throw error;
        conversation.showNewest();
        return { landed: Infinity, at: "top", rest: { note: "nothing-since" } };
      }
    });

  const openUnread = async () => {
    try {
      const first = await conversation.showFirstUnread();
      turn.current += 1;
      const isFar = first !== undefined && !conversation.state.snapshot().isLive;
      if (isFar) setShown({ ...nowhere, target: { seq: first, at: "top", turn: turn.current } });
    } catch {
      setAllShown(conversation.state.snapshot().status === "joined");
    }
  };
  const open = useEffectEvent(async () => {
    const isOpening = isFirst.current;
    isFirst.current = false;
    if (seq !== undefined) await toMessage(seq);
    // Where one comes from a message of the same room one stays.
    else if (isOpening) await openUnread();
    setFinding(false);
  });
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets the state when the answer is there
    void open();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another address is the reason
  }, [conversation, seq]);
  const { markedSeq, target } = shown;
  useEffect(() => {
    if (markedSeq === undefined || target === undefined) return;
    const timer = setTimeout(() => setShown((before) => ({ ...before, markedSeq: undefined })), markMs);
    return () => clearTimeout(timer);
  }, [markedSeq, target]);

  const onSight = useCallback((now: Sight) => {
    sight.current = now;
  }, []);
  const onMoved = useCallback(() => {
    setShown((before) =>
      before.markedSeq === undefined && before.note === undefined && before.target === undefined
        ? before
        : { ...before, markedSeq: undefined, note: undefined, target: undefined },
    );
  }, []);
  const { backSeq } = shown;
  const mayBeFar = seq !== undefined || state.room === undefined || (known?.unread_count ?? 0) >= pageSize;
  return {
    isOpening: isFinding && mayBeFar,
    isAllShown,
    ...shown,
    back:
      backSeq === undefined
        ? undefined
        : () =>
            void go(async () => ({
              landed: await conversation.showAround(backSeq),
              at: "top",
              rest: { backSeq: undefined },
            })),
    toNewest,
    toUnread: () => void toUnread(),
    toMessage: (wanted) => void toMessage(wanted),
    toDay: (day) => void toDay(day),
    onSight,
    onMoved,
  };
}

const nowhere: Shown = { target: undefined, markedSeq: undefined, note: undefined, backSeq: undefined };
