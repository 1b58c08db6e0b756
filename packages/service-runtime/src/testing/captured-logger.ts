import { Writable } from "node:stream";
import { createLogger, type Logger } from "../create-logger.ts";

/** A logger whose lines a test can read. */
export function capturedLogger(): { readonly logger: Logger; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split("\n")) {
        if (line !== "") lines.push(JSON.parse(line) as Record<string, unknown>);
      }
      done();
    },
  });
  return { logger: createLogger({ service: "test", level: "trace", destination }), lines };
}
