import { Counter, Trend } from "k6/metrics";

/** What the runs measure besides k6's own metrics; the names stand in thresholds and in the summary. */
export const measures = {
  accounts: new Counter("accounts_registered"),
  connections: new Counter("connections_joined"),
  sent: new Counter("messages_sent"),
  acknowledged: new Counter("messages_acknowledged"),
  delivered: new Counter("messages_delivered"),
  /** Log events that a joined socket never got. */
  lost: new Counter("messages_lost"),
  /** Log events that a socket got again. */
  repeated: new Counter("messages_repeated"),
  /** Error frames, refused requests, broken connections. */
  errors: new Counter("errors"),
  /** From `send_message` to its `message_ack`. */
  ackMs: new Trend("message_ack_ms", true),
  /** From `send_message` to the arrival of `new_message` at each reader. */
  deliveryMs: new Trend("message_delivery_ms", true),
  /** From the opening of a socket to its `room_joined`. */
  joinMs: new Trend("join_ms", true),
};
