import { logFrames, type LogFrameType, maxPreviews, type Message, quotedText } from "@hubbub/ws-protocol";
import fc from "fast-check";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { encodeLogFrame } from "./encode-log-frame.ts";
import { toMessage } from "../kinds/message.ts";
import type { LogBodies } from "../kinds/log-kinds.ts";
import type { LogKindName, MessageState, StoredQuote } from "../kinds/log-kind.ts";
import type { LogEvent } from "./log-event.ts";

const text = fc.string({ unit: "binary", maxLength: 40 });
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const role = fc.constantFrom("owner" as const, "admin" as const, "member" as const);
const person = fc.record({ user_id: id, username: text });
const member = fc.record({ user_id: id, username: text, role });
const times = { min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true };
const wireTime = fc.date(times).map((date) => date.toISOString());
const optional = { requiredKeys: [] as [] };

const mentioned = fc.record(
  { user_ids: fc.array(id, { maxLength: 50 }), room: fc.constant("here" as const) },
  optional,
);
const attachment = fc.record(
  { id: text, name: text, size: id, content_type: text, width: id, height: id, thumbhash: text },
  { requiredKeys: ["id", "name", "size", "content_type"] },
);
const image = fc.record(
  { id: text, content_type: text, width: id, height: id, thumbhash: text },
  { requiredKeys: ["id", "content_type", "width", "height"] },
);
const preview = fc.record(
  { url: text, title: text, description: text, site: text, image },
  { requiredKeys: ["url", "title"] },
);
const previews = fc.array(preview, { maxLength: maxPreviews });

const bodies: { [Kind in LogKindName]: fc.Arbitrary<LogBodies[Kind]> } = {
  message: fc.record(
    { username: text, content: text, reply_to: id, mentioned, attachments: fc.array(attachment, { maxLength: 10 }) },
    { requiredKeys: ["username", "content"] },
  ),
  message_edited: fc.record(
    { username: text, content: text, quoted_by: fc.array(id), previews },
    { requiredKeys: ["username", "content"] },
  ),
  message_deleted: fc.record({ username: text, erased: fc.array(id) }, { requiredKeys: ["username"] }),
  messages_expired: fc.record({ up_to_seq: id, quoted_by: fc.array(id) }, { requiredKeys: ["up_to_seq"] }),
  previews_changed: fc.record({ previews }),
  reaction: fc.record({ username: text, emoji: text, on: fc.boolean(), user_ids: fc.array(id) }),
  message_pinned: fc.record({ username: text, on: fc.boolean() }),
  member_added: fc.record({ users: fc.array(member) }),
  member_removed: fc.record({
    users: fc.array(person),
    reason: fc.constantFrom("left" as const, "removed" as const, "banned" as const),
  }),
  member_updated: fc.record(
    { user_id: id, username: text, muted_until: wireTime, banned: fc.boolean() },
    { requiredKeys: ["user_id", "username"] },
  ),
  room_updated: fc.record(
    {
      username: text,
      name: text,
      topic: text,
      archived_at: wireTime,
      retention_days: fc.nat(),
      link_previews: fc.boolean(),
      member,
    },
    { requiredKeys: ["username"] },
  ),
};
const states: fc.Arbitrary<MessageState> = fc.record(
  {
    content: text,
    edited_at: wireTime,
    deleted_at: wireTime,
    reactions: fc.array(fc.record({ emoji: text, user_ids: fc.array(id) })),
    pinned: fc.record({ user_id: id, at: wireTime }),
    previews,
    bare_links: fc.array(text),
    updated_seq: id,
  },
  optional,
);

const quotes: fc.Arbitrary<StoredQuote> = fc.record(
  { seq: id, user_id: id, username: text, content: text, deleted: fc.constant(true) },
  { requiredKeys: ["seq", "user_id", "username", "content"] },
);

function events(kind: LogKindName): fc.Arbitrary<LogEvent> {
  const isMessage = kind === "message";
  const takesTarget = ["message_edited", "message_deleted", "message_pinned", "previews_changed", "reaction"].includes(
    kind,
  );
  const rows = fc.record({
    roomId: id,
    seq: id,
    kind: fc.constant(kind),
    actorId: id,
    clientMsgId: fc.string({ minLength: 1, maxLength: 64 }),
    targetSeq: takesTarget ? id : fc.constant(undefined),
    body: bodies[kind],
    quote: isMessage ? fc.option(quotes, { nil: undefined }) : fc.constant(undefined),
    state: isMessage ? fc.option(states, { nil: undefined }) : fc.constant(undefined),
    createdAt: fc.date(times),
  }) as fc.Arbitrary<LogEvent>;
  return rows.map((row) =>
    row.kind === "message" && row.body.reply_to !== undefined ? row : { ...row, quote: undefined },
  );
}

test.each(Object.keys(bodies) as LogKindName[])(
  "a %s becomes a frame of the protocol, one line with its type first",
  (kind) => {
    const type: LogFrameType = kind === "message" ? "new_message" : kind;
    fc.assert(
      fc.property(events(kind), (event) => {
        const frame = Buffer.from(encodeLogFrame(event)).toString();
        expect(frame.startsWith(`{"type":"${type}",`)).toBe(true);
        expect(frame).not.toMatch(/[\n\r]/);
        const parsed: unknown = JSON.parse(frame);
        expect([...Value.Errors(logFrames[type], parsed)]).toEqual([]);
        // Nothing besides what the protocol names leaves the database.
        expect(Object.keys(parsed as object).filter((field) => !(field in logFrames[type].properties))).toEqual([]);
      }),
    );
  },
);

test("a message's frame says what a page says of it, byte for byte", () => {
  fc.assert(
    fc.property(events("message"), (event) => {
      const message = toMessage(event as LogEvent & { readonly kind: "message" });
      const frame = JSON.stringify({ type: "new_message", ...message });
      expect(Buffer.from(encodeLogFrame(event)).toString()).toBe(Buffer.from(frame).toString());
    }),
  );
});

test("the order of a row's JSON keys does not show in its frame", () => {
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(bodies) as LogKindName[])).chain(events), (event) => {
      const reordered = { ...event, body: reverseKeys(event.body) } as LogEvent;
      expect(Buffer.from(encodeLogFrame(reordered))).toEqual(Buffer.from(encodeLogFrame(event)));
    }),
  );
});

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, one]) => [key, reverseKeys(one)]),
  );
}

test("a deleted message says nothing, whatever is left in its row", () => {
  fc.assert(
    fc.property(events("message"), wireTime, (event, deleted_at) => {
      const deleted = { ...event, state: { ...event.state, deleted_at } } as LogEvent;
      expect(JSON.parse(Buffer.from(encodeLogFrame(deleted)).toString())).toMatchObject({ content: "", deleted_at });
    }),
  );
});

test("a quote says no more of a long message than its beginning, and nothing of a deleted one", () => {
  fc.assert(
    fc.property(events("message"), quotes, (event, quote) => {
      const reply = { ...event, body: { username: "ann", content: "yes", reply_to: quote.seq }, quote } as LogEvent;
      const told = JSON.parse(Buffer.from(encodeLogFrame(reply)).toString()) as Message;
      expect(told.quote).toEqual({ ...quote, content: quote.deleted === true ? "" : quotedText(quote.content) });
    }),
  );
});

test("an event of a later release keeps its place, and says what its row says", () => {
  const { roomId, seq } = { roomId: 7, seq: 12 };
  const later = {
    kind: "later" as const,
    laterKind: "message_pinned",
    roomId,
    seq,
    actorId: 3,
    clientMsgId: "c",
    targetSeq: 5,
    body: { username: "ann", type: "other", seq: 1 },
    state: undefined,
    createdAt: new Date("2026-01-01T00:00:00.000Z"),
  };
  expect(JSON.parse(Buffer.from(encodeLogFrame(later)).toString())).toEqual({
    type: "message_pinned",
    room_id: 7,
    seq: 12,
    created_at: "2026-01-01T00:00:00.000Z",
    actor_id: 3,
    target_seq: 5,
    username: "ann",
  });
});
