/**
 * An error as a log may show it: what it is, where it was thrown, and why. Of its other fields only names, codes and
 * addresses: clients of databases put into theirs what they were asked with, which somebody wrote.
 */
export function loggableError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const chain = causesOf(error);
  const shown: Record<string, unknown> = { type: error.name };
  for (const name of shownFields) if (name in error) shown[name] = (error as unknown as Record<string, unknown>)[name];
  shown["message"] = chain.map(messageOf).join(": ");
  shown["stack"] = chain.map(stackOf).join("\ncaused by: ");
  return shown;
}

const shownFields = ["code", "syscall", "address", "port", "severity", "schema", "table", "constraint", "routine"];
/** More causes than that are one that is its own. */
const maxCauses = 5;

function causesOf(error: Error): readonly Error[] {
  const chain: Error[] = [];
  for (let next: unknown = error; next instanceof Error && chain.length < maxCauses; next = next.cause)
    chain.push(next);
  return chain;
}

function messageOf(error: Error): string {
  // Of a connection that no address of the name took.
  if (error instanceof AggregateError && error.message === "") {
    return error.errors.map((one) => (one instanceof Error ? messageOf(one) : String(one))).join("; ");
  }
  return quotesInput(error) ? error.message.replace(/".*"/su, '"…"') : error.message;
}

function stackOf(error: Error): string {
  const { stack = "" } = error;
  const frames = stack.slice(Math.max(0, stack.search(/\n {4}at /u)));
  return `${error.name}: ${messageOf(error)}${frames.startsWith("\n") ? frames : ""}`;
}

/** JSON.parse says what it stumbled over; so does Postgres of a value that is none of its type (class 22). */
function quotesInput(error: Error): boolean {
  if (error instanceof SyntaxError) return true;
  return "severity" in error && "code" in error && String(error.code).startsWith("22");
}
