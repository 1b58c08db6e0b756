import { expect, test } from "vitest";
import { isReservedUsername } from "./reserved-username.ts";

test.each(["admin", "Admin", "A_d.m-i-n", "adm1n", "supp0rt", "Everyone", "h-e-r-e", "room", "channel", "a11", "m-e"])(
  "%s passes for something that it is not",
  (username) => {
    expect(isReservedUsername(username)).toBe(true);
  },
);

test.each(["ada", "administrata", "roomy", "there", "heather", "person-1", "allen", "supporter", "modesty"])(
  "%s is a name like any other",
  (username) => {
    expect(isReservedUsername(username)).toBe(false);
  },
);
