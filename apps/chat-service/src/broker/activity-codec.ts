import type { RoomHead } from "./broker.ts";

/* `1 room_id:last_seq room_id:last_seq …`; `2 …` the same, of rooms where somebody called everybody: releases before it skip that. */
const versionOfHeads = "1";
const versionOfCalls = "2";

/** Those of calls, then all heads. */
export function encodeActivity(marks: readonly RoomHead[]): readonly Buffer[] {
  const calls = marks.filter(({ isCall }) => isCall === true);
  const heads = encode(versionOfHeads, marks);
  return calls.length === 0 ? [heads] : [encode(versionOfCalls, calls), heads];
}

function encode(version: string, marks: readonly RoomHead[]): Buffer {
  return Buffer.from([version, ...marks.map(({ roomId, lastSeq }) => `${roomId}:${lastSeq}`)].join(" "));
}

/** Never throws. */
export function decodeActivity(message: Buffer): readonly RoomHead[] | "unknown_version" | "malformed" {
  const [found, ...texts] = message.toString("latin1").split(" ");
  const call = found === versionOfCalls ? ({ isCall: true } as const) : {};
  if (found !== versionOfCalls && found !== versionOfHeads)
    return /^[0-9]+$/.test(found ?? "") ? "unknown_version" : "malformed";
  const marks: RoomHead[] = [];
  for (const text of texts) {
    if (!/^[0-9]{1,15}:[0-9]{1,15}$/.test(text)) return "malformed";
    const [roomId, lastSeq] = text.split(":").map(Number);
    marks.push({ roomId: roomId ?? 0, lastSeq: lastSeq ?? 0, ...call });
  }
  return marks;
}
