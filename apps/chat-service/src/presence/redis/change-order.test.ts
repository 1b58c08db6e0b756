import { expect, test } from "vitest";
import { ChangeOrder } from "./change-order.ts";

const ann = { user_id: 1, username: "ann" };
const bob = { user_id: 2, username: "bob" };

test("an announcement that was overtaken by a newer one of the same person is left out", () => {
  const order = new ChangeOrder();
  expect(order.accept(1, 20, { joined: [ann], left: [], userCount: 5 })).toBeDefined();
  expect(order.accept(1, 10, { joined: [], left: [ann], userCount: 4 })).toBeUndefined();
});

test("what is new in an overtaken announcement is told, with the newest count", () => {
  const order = new ChangeOrder();
  order.accept(1, 20, { joined: [ann], left: [], userCount: 5 });
  expect(order.accept(1, 10, { joined: [bob], left: [ann], userCount: 4 })).toEqual({
    joined: [bob],
    left: [],
    userCount: 5,
  });
});

test("rooms have orders of their own", () => {
  const order = new ChangeOrder();
  order.accept(1, 20, { joined: [ann], left: [], userCount: 5 });
  const left = { joined: [], left: [ann], userCount: 0 };
  expect(order.accept(2, 10, left)).toEqual(left);
});
