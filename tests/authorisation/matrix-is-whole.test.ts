import { clientFrames } from "@hubbub/ws-protocol";
import { expect, test } from "vitest";
import { plainRoutes, socketIoEvents } from "../../scripts/read-sources.ts";
import { operations } from "./operations/operations.ts";
import { readMatrix } from "./read-matrix.ts";
import { rpcs } from "./system/rpcs.ts";

const rows = readMatrix();
const isServices = ({ routes }: { readonly routes: readonly unknown[] }) => routes.length === 0;
const namesOf = (sections: readonly string[]) =>
  new Set(rows.filter(({ section }) => sections.includes(section)).map(({ operation }) => operation));

test("every method of the descriptors is in the matrix, those of services apart, and no other", () => {
  const named = (ofServices: boolean) => [...rpcs.values()].filter((rpc) => isServices(rpc) === ofServices);
  expect(namesOf(["Accounts and sessions", "Rooms and messages"])).toEqual(
    new Set(named(false).map(({ name }) => name)),
  );
  expect(namesOf(["Between services"])).toEqual(new Set(named(true).map(({ name }) => name)));
});

test("every frame that clients send is in the matrix, and no other", () => {
  expect(namesOf(["WebSocket"])).toEqual(new Set(Object.keys(clientFrames)));
});

test("every event of Socket.IO is in the matrix, and no other", () => {
  expect(namesOf(["Socket.IO"])).toEqual(new Set(socketIoEvents()));
});

test("every address that no proto describes is in the matrix, and no other", () => {
  expect(namesOf(["Other addresses"])).toEqual(new Set(plainRoutes()));
});

test("every row of the matrix is tried, and whatever can be tried has a row", () => {
  const title = ({ section, operation, of }: { section: string; operation: string; of: string }) =>
    `${section}: ${operation} ${of}`;
  expect(rows.map(title).toSorted()).toEqual(operations.map(title).toSorted());
});
