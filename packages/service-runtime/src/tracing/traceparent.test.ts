import { expect, test } from "vitest";
import { formatTraceparent, parseTraceparent } from "./traceparent.ts";

const header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

test("a header is read and written as W3C Trace Context says", () => {
  const parent = parseTraceparent(header);
  expect(parent).toEqual({
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    spanId: "00f067aa0ba902b7",
    sampled: true,
  });
  expect(parent && formatTraceparent(parent)).toBe(header);
});

test.each([undefined, "", "00-0-0-01", header.toUpperCase(), `00-${"0".repeat(32)}-00f067aa0ba902b7-01`])(
  "%s is no trace",
  (text) => {
    expect(parseTraceparent(text)).toBeUndefined();
  },
);
