import { isIPv6 } from "node:net";

/** Whose share it is: a hash tag of Redis Cluster, so that all its keys are in one slot. */
export type Subject = `account:${number}` | `address:${string}`;

export function accountSubject(userId: number): Subject {
  return `account:${userId}`;
}

/** An IPv6 address counts by its first 64 bits: whoever has one has all that begin with them. */
export function addressSubject(address: string): Subject {
  return `address:${isIPv6(address) ? network64(address) : address}`;
}

function network64(address: string): string {
  // URL writes an address in one way only, with `::` for the longest run of zeros.
  const [head = "", tail] = new URL(`http://[${withoutZone(address)}]`).hostname.slice(1, -1).split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - after.length }, () => "0");
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, "");
}
