/**
 * All that the load generator knows of a server. Texts may hold {room}, {token} and {extra} of a connection, and {stamp},
 * by which a message is found again.
 */
export interface GeneratorScript {
  readonly path: string;
  /** From the upgrade until the connection is in its room: frames to send, beginnings of frames to wait for. */
  readonly opening: readonly (readonly ["send" | "expect", string])[];
  readonly message: string;
  /** How a frame begins that delivers a message. */
  readonly delivery: string;
  readonly ack?: string;
  readonly error?: string;
  /** A text frame of the server that asks for a sign of life, and the answer. */
  readonly heartbeat?: readonly [string, string];
}

/** One `name value` a line, as generator/src/script.c reads it. */
export function toScriptText(script: Partial<GeneratorScript>): string {
  const { path, opening = [], heartbeat = [], ...others } = script;
  const lines = [["path", path], ...opening, ["heartbeat", heartbeat[0]], ["heartbeat-answer", heartbeat[1]]];
  const named = [...lines, ...Object.entries(others)].filter(([, value]) => value !== undefined);
  return `${named.map(([name, value]) => `${name} ${value}`).join("\n")}\n`;
}
