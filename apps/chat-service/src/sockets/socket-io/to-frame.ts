/** What a command of this dialect is among the native frames. */
interface Translation {
  readonly type: string;
  /** What it says of itself: the lists of this dialect hold everything, for it knows no threads. */
  readonly always?: Readonly<Record<string, unknown>>;
  /** The event's field → the frame's. */
  readonly fields: Readonly<Record<string, string>>;
  /** What a bare value in the place of the object means. */
  readonly mainField: string;
}

const translations: ReadonlyMap<string, Translation> = new Map([
  ["authenticate", { type: "auth", fields: { token: "token" }, mainField: "token" }],
  ["join_room", { type: "join_room", always: { threads: true }, fields: { roomId: "room_id" }, mainField: "roomId" }],
  ["leave_room", { type: "leave_room", fields: { roomId: "room_id" }, mainField: "roomId" }],
  [
    "send_message",
    {
      type: "send_message",
      fields: {
        roomId: "room_id",
        message: "content",
        clientMsgId: "client_msg_id",
        client_msg_id: "client_msg_id",
      },
      mainField: "message",
    },
  ],
  ["typing", { type: "typing", fields: { roomId: "room_id", isTyping: "is_typing" }, mainField: "isTyping" }],
]);

/** The native frame that a client's event stands for, as text; whatever is wrong with it, `receiveFrame` says. */
export function toFrame(event: string, payload: unknown, ref: number | undefined): string {
  const translation = translations.get(event);
  if (translation === undefined) return JSON.stringify({ type: "", ref });
  const { type, always, fields, mainField } = translation;
  const given = isObject(payload) ? payload : { [mainField]: payload };
  const frame: Record<string, unknown> = { type, ref, ...always };
  for (const [name, native] of Object.entries(fields)) {
    if (Object.hasOwn(given, name) && given[name] !== undefined) frame[native] = plain(given[name]);
  }
  return JSON.stringify(frame);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** No field is an object or a list; written as JSON, a deeply nested one would exhaust the stack. */
function plain(value: unknown): unknown {
  return typeof value === "object" ? null : value;
}
