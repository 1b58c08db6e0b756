import { expect, test } from "vitest";
import { accountSubject, addressSubject } from "./subject.ts";

test("an IPv4 address is itself", () => {
  expect(addressSubject("203.0.113.9")).toBe("address:203.0.113.9");
});

test.each([
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:0001:2::1", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("the IPv6 address %s counts as %s", (address, network) => {
  expect(addressSubject(address)).toBe(`address:${network}`);
});

test.each([
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["::FFFF:cb00:7109", "203.0.113.9"],
  ["64:ff9b::203.0.113.9", "203.0.113.9"],
])("%s stands for an IPv4 address", (address, ipv4) => {
  expect(addressSubject(address)).toBe(`address:${ipv4}`);
});

test("an account is its id", () => {
  expect(accountSubject(7)).toBe("account:7");
});
