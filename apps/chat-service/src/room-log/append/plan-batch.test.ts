import fc from "fast-check";
import { expect, test } from "vitest";
import { toAppendItem, toCreateItem } from "./append-item.ts";
import type { LogCommand } from "../kinds/log-kinds.ts";
import { planBatch } from "./plan-batch.ts";
import { by, createRoom, person } from "../testing/commands.ts";

const [ann, bob, cleo] = [person(1), person(2), person(3)];

/** The plan as `post 0 1`: each step with the places of its items. */
function plan(commands: readonly LogCommand[]): string[] {
  const { steps } = planBatch(commands.map((command, i) => toAppendItem(command, `id${i}`)));
  return readSteps(steps).map(({ step, places }) => [step, ...places].join(" "));
}

function readSteps(steps: string): { step: string; places: number[] }[] {
  const parsed: { do: string; items: { n: number }[] }[] = JSON.parse(steps);
  return parsed.map((step) => ({ step: step.do, places: step.items.map(({ n }) => n) }));
}

test("posts of any rooms are one step", () => {
  const commands = [by(ann, 1).post("a"), by(bob, 2).post("b"), by(ann, 1).post("c")];
  expect(plan(commands)).toEqual(["post 0 1 2"]);
  expect(planBatch(commands.map((command) => toAppendItem(command, "id"))).roomIds).toEqual([1, 2]);
});

test("a change divides the posts of its own room only", () => {
  const commands = [
    by(ann, 1).post("a"),
    by(ann, 1).remove(2),
    by(bob, 1).post("b"),
    by(bob, 2).post("c"),
    by(ann, 1).update({ topic: "t" }),
  ];
  expect(plan(commands)).toEqual(["post 0 3", "change 1", "post 2", "change 4"]);
});

test("joins move up to the first one of their room", () => {
  const commands = [
    by(ann, 1).join(),
    by(ann, 1).post("hi"),
    by(bob, 1).join(),
    by(bob, 1).post("hi"),
    by(cleo, 1).join(),
  ];
  expect(plan(commands)).toEqual(["join 0 2 4", "post 1 3"]);
});

test("a join does not move before what its own person did, or what was done to it, or the archiving of the room", () => {
  expect(plan([by(ann, 1).join(), by(bob, 1).leave(), by(bob, 1).join()])).toEqual(["join 0", "change 1", "join 2"]);
  expect(plan([by(ann, 1).join(), by(ann, 1).remove(2), by(bob, 1).join()])).toEqual(["join 0", "change 1", "join 2"]);
  expect(plan([by(ann, 1).join(), by(ann, 1).archive(), by(bob, 1).join()])).toEqual(["join 0", "change 1", "join 2"]);
});

test("nor before somebody who leaves: who owns a room alone may leave it only while nobody else is there", () => {
  expect(plan([by(ann, 1).join(), by(ann, 1).leave(), by(bob, 1).join()])).toEqual(["join 0", "change 1", "join 2"]);
});

test("rooms are made first, in the same order by every instance", () => {
  const items = [
    toAppendItem(by(ann, 1).post("a"), "0"),
    toCreateItem(createRoom(ann, "Zoo"), "1"),
    toCreateItem(createRoom(ann, "ant"), "2"),
  ];
  const { steps, roomIds } = planBatch(items);
  expect(readSteps(steps)).toEqual([
    { step: "create", places: [2, 1] },
    { step: "post", places: [0] },
  ]);
  expect(roomIds).toEqual([1]);
});

test("every item is in one step, and the items of one person in one room keep their order", () => {
  const people = fc.constantFrom(ann, bob, cleo);
  const rooms = fc.constantFrom(1, 2);
  const commands = fc.array(
    fc.oneof(
      fc.tuple(people, rooms).map(([actor, room]) => by(actor, room).post("x")),
      fc.tuple(people, rooms).map(([actor, room]) => by(actor, room).join()),
      fc.tuple(people, rooms).map(([actor, room]) => by(actor, room).leave()),
      fc.tuple(people, rooms, fc.constantFrom(1, 2, 3)).map(([actor, room, userId]) => by(actor, room).remove(userId)),
    ),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(commands, (given) => {
      const { steps } = planBatch(given.map((command, i) => toAppendItem(command, `${i}`)));
      const order = readSteps(steps).flatMap(({ places }) => places);
      expect(order.toSorted((a, b) => a - b)).toEqual(given.map((_, i) => i));
      for (const actor of [ann, bob, cleo]) {
        for (const room of [1, 2]) {
          const own = order.filter((n) => given[n]?.actor === actor && given[n].roomId === room);
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
      }
    }),
  );
});
