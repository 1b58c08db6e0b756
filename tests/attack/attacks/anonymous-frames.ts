import { floodFrames, repeated } from "../attacker/flood-frames.ts";
import type { Target } from "../attacker/target.ts";
import { clientFrame, textFrame } from "../attacker/web-socket-bytes.ts";
import type { Attack } from "./attack.ts";
import { manyAttachmentIds, manyBrackets, manyFields } from "./large-texts.ts";
import { limitedBy, strangersComingBack } from "./share.ts";

const sockets = 8;

/** What sockets do that never say who they are. */
export const anonymousFrames: readonly Attack[] = [
  flood("attachment-ids", "sends send_message with 13 000 attachment_ids", [textFrame(manyAttachmentIds)]),
  flood("brackets", "sends 65 000 [", [textFrame(manyBrackets)]),
  flood("unknown-fields", "sends 5 500 unknown fields", [textFrame(manyFields)]),
  flood("tiny-frames", "sends frames of one byte that are no object, pipelined", [textFrame("0")]),
  flood("commands-before-auth", "sends small send_message frames", [
    textFrame('{"type":"send_message","room_id":1,"content":"x"}'),
  ]),
  flood("pings", "sends ping frames, pipelined", [textFrame('{"type":"ping"}')]),
  flood("protocol-pings", "sends WebSocket pings of 125 bytes", [clientFrame(0x9, Buffer.alloc(125))]),
  flood("binary-frames", "sends binary frames of 60 KB", [clientFrame(0x2, Buffer.alloc(60_000))]),
  {
    name: "empty-fragments",
    title: "sends a message in empty fragments that never ends",
    run: (target) =>
      floodFrames(target, {
        sockets,
        hello: [clientFrame(0x1, Buffer.alloc(0), false)],
        next: repeated([clientFrame(0x0, Buffer.alloc(0), false)]),
      }),
  },
  {
    name: "forged-tokens",
    title: "authenticates with tokens whose signature is wrong, each another",
    shares: [limitedBy(["connected"], ["connects"])],
    run(target) {
      let count = 0;
      const next = () => ({
        bytes: textFrame(JSON.stringify({ type: "auth", token: forged(target, ++count) })),
        frames: 1,
      });
      floodFrames(target, { sockets, next });
    },
  },
];

function flood(name: string, title: string, frames: readonly Buffer[]): Attack {
  return {
    name,
    title: `${title} before auth`,
    shares: [strangersComingBack],
    run: (target) => floodFrames(target, { sockets, next: repeated(frames) }),
  };
}

/** With a true head and true claims, so that only the signature tells. */
function forged({ me }: Target, count: number): string {
  const [head, claims] = me.token.split(".");
  const signature = Buffer.alloc(64);
  signature.writeUInt32LE(count);
  return `${head}.${claims}.${signature.toString("base64url")}`;
}
