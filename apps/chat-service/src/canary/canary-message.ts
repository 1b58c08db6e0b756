/** What a canary says. */
export interface CanaryMessage {
  /** One sender's row of numbers, each sent once the one before was acknowledged. */
  readonly sender: string;
  /** 1, 2, 3 … */
  readonly number: number;
  /** Epoch µs, of the first try. */
  readonly sentUs: number;
}

export function encodeCanary({ sender, number, sentUs }: CanaryMessage): string {
  return `${sender} ${number} ${sentUs}`;
}

/** Undefined for what no canary says. */
export function decodeCanary(content: string): CanaryMessage | undefined {
  const [, sender, number, sentUs] = /^(\S{1,64}) (\d{1,15}) (\d{1,16})$/.exec(content) ?? [];
  return sender === undefined ? undefined : { sender, number: Number(number), sentUs: Number(sentUs) };
}
