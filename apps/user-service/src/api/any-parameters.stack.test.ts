import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SignedIn, startTestService, type TestService } from "../testing/start-test-service.ts";
import { encodePageToken } from "./page-token.ts";

let service: TestService;
let ada: SignedIn;

beforeAll(async () => {
  service = await startTestService();
  ada = await service.signUp("ada");
});

afterAll(() => service.stop());

const uuid = "00000000-0000-4000-8000-000000000000";
const numbers = fc.oneof(
  fc.constantFrom("0", "1", "-1", "9999999999999", "999999999999999", "8640000000000001", "9007199254740993", "1e9"),
  fc.bigInt({ min: 0n, max: 10n ** 19n }).map(String),
);
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 70 }).map((text) => text.toWellFormed()),
  fc.constantFrom("x", "%", "_", "\\", "\0", "ﬀİß", uuid, "infinity", "ada"),
);
const part = fc.oneof(numbers, texts);
const tokens = fc.oneof(
  fc.tuple(numbers, fc.constant(uuid)).map(encodePageToken),
  fc.array(part, { maxLength: 3 }).map(encodePageToken),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
  texts,
);

/** One parameter: two wrong ones would hide each other. */
const searches = fc.oneof(
  { weight: 2, arbitrary: fc.record({ page_token: tokens }) },
  fc.record({ page_size: numbers }),
  fc.record({ query: texts }),
);

test("no page_token, page_size or query makes a list fail: it answers, or it names what is wrong", async () => {
  const lists = fc.constantFrom("/api/v1/users", "/api/v1/users/me/sessions");
  await fc.assert(
    fc.asyncProperty(lists, searches, async (list, parameters) => {
      const query = new URLSearchParams(Object.entries(parameters)).toString();
      const { status } = await service.rest("GET", `${list}?${query}`, { token: ada.token });
      expect(status).toBeOneOf([200, 400]);
    }),
    { numRuns: 500 },
  );
});

test("no id makes a route fail", async () => {
  const routes = fc.constantFrom(["GET", "/api/v1/users/"], ["DELETE", "/api/v1/users/me/sessions/"]);
  await fc.assert(
    fc.asyncProperty(routes, part, async ([method = "", path = ""], id) => {
      const answer = await service.rest(method, path + encodeURIComponent(id), { token: ada.token });
      expect(answer.status).toBeOneOf([200, 400, 404, 405]);
    }),
    { numRuns: 300 },
  );
});
