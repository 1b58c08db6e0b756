import type { ExportPage } from "@hubbub/client";

/** Lists that come in parts, page after page. */
const lists = ["sessions", "known_addresses", "blocks", "rooms"] as const;

/**
 * All pages of one's data as one JSON file: the account, then each list, messages in the order of their rooms and of what was
 * said there. It is put together as text, page by page: somebody may have written very much. Throws what the server says, and where `signal` is aborted.
 */
export async function collectExport(
  read: (token: string) => Promise<ExportPage>,
  { signal, onMessages }: { readonly signal: AbortSignal; readonly onMessages: (count: number) => void },
): Promise<Blob> {
  const parts = Object.fromEntries(lists.map((list) => [list, [] as string[]])) as Record<Lists, string[]>;
  const messages: MessageText[] = [];
  let account: ExportPage["account"];
  let token = "";
  do {
    const page = await read(token);
    signal.throwIfAborted();
    account ??= page.account;
    for (const list of lists) parts[list].push(...page[list].map((one) => JSON.stringify(one)));
    messages.push(...page.messages.map((one) => ({ room: one.room_id, seq: one.seq, text: JSON.stringify(one) })));
    onMessages(messages.length);
    token = page.next_page_token;
  } while (token !== "");
  messages.sort((a, b) => a.room - b.room || a.seq - b.seq);
  const whole = [
    ...lists.map((list) => [list, parts[list]] as const),
    ["messages", messages.map(({ text }) => text)] as const,
  ];
  const texts = whole.map(([list, items]) => `,\n"${list}": [\n${items.join(",\n")}\n]`);
  return new Blob([`{\n"account": ${JSON.stringify(account ?? null)}`, ...texts, "\n}\n"], {
    type: "application/json",
  });
}

type Lists = (typeof lists)[number];

interface MessageText {
  readonly room: number;
  readonly seq: number;
  readonly text: string;
}
