import type { RoomHead } from "./broker.ts";

/* `1 room_id:last_seq room_id:last_seq …` */
const version = "1";

export function encodeActivity(marks: readonly RoomHead[]): Buffer {
  return Buffer.from([version, ...marks.map(({ roomId, lastSeq }) => `${roomId}:${lastSeq}`)].join(" "));
}

/** Never throws. */
export function decodeActivity(message: Buffer): readonly RoomHead[] | "unknown_version" | "malformed" {
  const [found, ...texts] = message.toString("latin1").split(" ");
  if (found !== version) return /^[0-9]+$/.test(found ?? "") ? "unknown_version" : "malformed";
  const marks: RoomHead[] = [];
  for (const text of texts) {
    if (!/^[0-9]{1,15}:[0-9]{1,15}$/.test(text)) return "malformed";
    const [roomId, lastSeq] = text.split(":").map(Number);
    marks.push({ roomId: roomId ?? 0, lastSeq: lastSeq ?? 0 });
  }
  return marks;
}
