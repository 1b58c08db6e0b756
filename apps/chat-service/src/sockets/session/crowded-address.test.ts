import { expect, test } from "vitest";
import { connectsPerAddressCheck } from "../../limits.ts";
import { CrowdedAddress } from "./crowded-address.ts";

function warnedOf(addresses: readonly string[]): string[] {
  const warned: string[] = [];
  const crowd = new CrowdedAddress((address) => void warned.push(address));
  for (let at = 0; at < 10 * connectsPerAddressCheck; at += 1) crowd.connected(addresses[at % addresses.length] ?? "");
  return warned;
}

test("most connections from one private address are told of, once", () => {
  expect(warnedOf(["172.18.0.1", "172.18.0.1", "203.0.113.7"])).toEqual(["172.18.0.1"]);
  expect(warnedOf(["fd00::1"])).toEqual(["fd00::1"]);
});

test("people behind one public address, many private ones, and this machine are nothing to tell of", () => {
  expect(warnedOf(["203.0.113.7"])).toEqual([]);
  expect(warnedOf(["192.168.0.1", "192.168.0.2", "192.168.0.3"])).toEqual([]);
  expect(warnedOf(["127.0.0.1"])).toEqual([]);
});
