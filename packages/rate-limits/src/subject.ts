import { isIPv6 } from "node:net";

/** Whose share it is: a hash tag of Redis Cluster, so that all its keys are in one slot. */
export type Subject = `account:${number}` | `address:${string}`;

export function accountSubject(userId: number): Subject {
  return `account:${userId}`;
}

/**
 * An IPv6 address counts by its first 64 bits: whoever has one has all that begin with them. One that stands for an IPv4
 * address (RFC 4291 §2.5.5.2, RFC 6052) counts as that.
 */
export function addressSubject(address: string): Subject {
  return `address:${isIPv6(address) ? networkOf(address) : address}`;
}

function networkOf(address: string): string {
  const groups = groupsOf(address);
  const network = groups.slice(0, 4).join(":");
  const isMapped = groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff";
  const isNat64 = groups.slice(0, 6).join(":") === "64:ff9b:0:0:0:0";
  return isMapped || isNat64 ? ipv4Of(groups) : `${network}::/64`;
}

function ipv4Of(groups: readonly string[]): string {
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join(".");
}

/** All eight, in hexadecimal without leading zeros. */
function groupsOf(address: string): string[] {
  // URL writes an address in one way only, with `::` for the longest run of zeros.
  const [head = "", tail] = new URL(`http://[${withoutZone(address)}]`).hostname.slice(1, -1).split("::");
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - after.length }, () => "0");
  return [...groups, ...zeros, ...after];
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, "");
}
