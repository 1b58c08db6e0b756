import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

test.each([
  ["loopback", [127, 0, 0, 1]],
  ["10/8", [10, 1, 2, 3]],
  ["172.16/12", [172, 31, 0, 1]],
  ["192.168/16", [192, 168, 1, 1]],
  ["loopback mapped into IPv6", mapped([127, 0, 0, 1])],
  ["::1", [...Array(15).fill(0), 1]],
  ["fd00::/8", [0xfd, ...Array(15).fill(0)]],
] as [string, number[]][])("a proxy on %s is believed", (_, peer) => {
  expect(clientAddress(bytes(peer), "203.0.113.9")).toBe("203.0.113.9");
  expect(clientAddress(bytes(peer), "2001:db8::1")).toBe("2001:db8::1");
});

test("a stranger is not believed", () => {
  expect(clientAddress(bytes([203, 0, 113, 5]), "10.0.0.1")).toBe("203.0.113.5");
  expect(clientAddress(bytes(mapped([203, 0, 113, 5])), "10.0.0.1")).toBe("203.0.113.5");
  expect(clientAddress(bytes([0x20, 0x01, 0x0d, 0xb8, ...Array(11).fill(0), 1]), "10.0.0.1")).toBe("2001:db8::1");
  expect(clientAddress(bytes([172, 32, 0, 1]), "10.0.0.1")).toBe("172.32.0.1");
});

test.each(["", "not an address", "1.2.3.4, 5.6.7.8", "1.2.3.4\n"])(
  "a header that is no address counts for nothing: %j",
  (forwarded) => {
    expect(clientAddress(bytes([127, 0, 0, 1]), forwarded)).toBe("127.0.0.1");
  },
);

function mapped(ipv4: number[]): number[] {
  return [...Array(10).fill(0), 0xff, 0xff, ...ipv4] as number[];
}

function bytes(address: number[]): ArrayBuffer {
  return new Uint8Array(address).buffer;
}
