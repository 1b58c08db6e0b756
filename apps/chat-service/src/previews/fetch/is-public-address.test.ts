import { expect, it } from "vitest";
import { isLoopbackAddress, isPublicAddress } from "./is-public-address.ts";

it.each([
  "1.1.1.1",
  "93.184.215.14",
  "172.15.255.255",
  "172.32.0.1",
  "2606:4700:4700::1111",
  "2a00:1450:4001:82a::200e",
])("%s is on the public internet", (address) => expect(isPublicAddress(address)).toBe(true));

it.each([
  ["this host", ["0.0.0.0", "0.1.2.3", "::"]],
  ["loopback", ["127.0.0.1", "127.255.255.254", "::1"]],
  ["private", ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1", "fec0::1"]],
  ["a provider's own", ["100.64.0.1", "100.127.255.254"]],
  ["link-local", ["169.254.0.1", "fe80::1", "fe80::1%eth0"]],
  [
    "where clouds keep secrets",
    ["169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254"],
  ],
  ["for many", ["224.0.0.1", "239.255.255.250", "255.255.255.255", "ff02::1"]],
  ["reserved", ["192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "240.0.0.1", "2001:db8::1"]],
  [
    "one of IPv4 inside",
    [
      "::ffff:127.0.0.1",
      "::ffff:10.0.0.1",
      "::ffff:0:127.0.0.1",
      "::127.0.0.1",
      "64:ff9b::7f00:1",
      "64:ff9b::808:808",
      "64:ff9b:1::7f00:1",
      "2002:7f00:1::1",
      "2002:808:808::1",
      "2001:0:7f00:1::1",
    ],
  ],
  ["no address", ["", "localhost", "127.0.0.1.", "1.1.1.1 ", "999.1.1.1", "[::1]"]],
])("what is %s is not on the public internet: %j", (_, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

it("of a mapped address it is the one inside that counts", () => {
  expect(isPublicAddress("::ffff:1.1.1.1")).toBe(true);
});

it("loopback is known in both families", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"].filter(isLoopbackAddress)).toHaveLength(4);
  expect(["10.0.0.1", "0.0.0.0", "::", "localhost", "1.1.1.1"].filter(isLoopbackAddress)).toEqual([]);
});
