/** Texts on which a careless reader's time grows with the square of their length. Each can be had at any length. */
export const hostileTexts: Readonly<Record<string, (length: number) => string>> = {
  "blank lines, then a letter": (length) => `${fill("\t\t\t\n", length - 1)}x`,
  "letters between blanks": (length) => fill(`x${" ".repeat(length / 16)}`, length),
  "blanks around line breaks": (length) => `x${fill(" \n", length - 2)}x`,
  "one address with full stops": (length) => `https://a.example/${fill(".", length - 18)}`,
  "one address with brackets": (length) => `https://a.example/${fill(")", length - 18)}`,
  "one address with brackets and full stops": (length) => `https://a.example/${fill("(.).[", length - 20)})]`,
  "one address with quotes that close": (length) => `https://a.example/a${fill("”…", length - 20)}x`,
  "beginnings of addresses": (length) => fill("http://", length),
  "hosts of wide letters": (length) => fill("http://例", length),
  "short addresses": (length) => fill("http://a.b ", length),
  "backticks, each on a line": (length) => fill("`\n", length),
  "backticks in pairs and alone": (length) => fill("``a`\n", length),
  "fences that get longer": (length) => fences(length, (count) => count),
  "fences that get shorter": (length) => fences(length, (count, most) => most - count),
  "a fence and what never ends it": (length) => `\`\`\`${fill("``\n`", length - 3)}`,
  "one run of backticks": (length) => fill("`", length),
  "at signs": (length) => fill("@", length),
  mentions: (length) => fill("@ada ", length),
  "a mention that never ends": (length) => `@a${fill(".", length - 3)}a`,
  "mentions with full stops": (length) => fill("@ada.....", length),
  underscores: (length) => fill("_", length),
  "underscores before at signs": (length) => fill("__@", length),
  "underscores after a mention": (length) => `_@a${fill("_", length - 3)}`,
  "emphasis that is opened only": (length) => fill(" _a", length),
  letters: (length) => fill("a", length),
  emoji: (length) => fill("😀 ", length),
};

/**
 * How many times as long `read` takes for a text of ten times the length: about 10 where its time grows with the length,
 * 100 where with its square. The processor's time counts, of which a busy machine takes none away, and the quickest of
 * some tries.
 */
export function growthOf(read: (text: string) => unknown, text: (length: number) => string): number {
  const [short, long] = [text(24_000), text(240_000)];
  let [shortMs, longMs] = [timeOf(read, short), timeOf(read, long)];
  const growth = () => Math.max(longMs, floorMs) / Math.max(shortMs, floorMs);
  for (let count = 1; count < maxTries && growth() > clearly && longMs < hopelessMs; count += 1) {
    shortMs = Math.min(shortMs, timeOf(read, short));
    longMs = Math.min(longMs, timeOf(read, long));
  }
  return growth();
}

/** What takes less cannot be told from the clock's own steps, and from the collection of what others left. */
const floorMs = 1;
const maxTries = 12;
/** Clearly not the square. */
const clearly = 20;
/** Clearly the square. */
const hopelessMs = 3_000;

function timeOf(read: (text: string) => unknown, text: string): number {
  const startedAt = processorMs();
  read(text);
  return processorMs() - startedAt;
}

/** Without Node's types, which the browser's tests are checked without. */
const { process } = globalThis as unknown as { process: { cpuUsage(): { user: number; system: number } } };

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function fill(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** As many fences of different lengths as there is room for. */
function fences(length: number, lengthOf: (count: number, most: number) => number): string {
  const most = Math.floor(Math.sqrt(2 * length));
  return Array.from({ length: most }, (_, count) => "`".repeat(lengthOf(count + 1, most + 1)))
    .join("\n")
    .slice(0, length);
}
