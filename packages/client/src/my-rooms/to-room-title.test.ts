import { expect, it } from "vitest";
import { toRoomTitle } from "./to-room-title.ts";

const ada = { user_id: 1, username: "ada" };
const bob = { user_id: 2, username: "bob" };

it("calls a room by its name, and a direct one by the other person, or by oneself where there is no other", () => {
  expect(toRoomTitle({ type: "public", name: "general", people: [] }, 1)).toBe("general");
  expect(toRoomTitle({ type: "direct", name: "", people: [ada, bob] }, 1)).toBe("bob");
  expect(toRoomTitle({ type: "direct", name: "", people: [ada, bob] }, 2)).toBe("ada");
  expect(toRoomTitle({ type: "direct", name: "", people: [ada] }, 1)).toBe("ada");
});
