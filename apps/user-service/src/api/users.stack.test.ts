import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { maxUsersPerLookup } from "@hubbub/grpc-api/limits";
import { startTestService, type SignedIn, type TestService } from "../testing/start-test-service.ts";

let service: TestService;
let reader: SignedIn;

beforeAll(async () => {
  service = await startTestService({ ADMIN_USERNAMES: "zoe" });
  reader = await service.signUp("reader");
});

afterAll(() => service.stop());

function search(parameters: Record<string, string>, token: string | undefined = reader.token) {
  return service.rest("GET", `/api/v1/users?${new URLSearchParams(parameters).toString()}`, { token });
}

async function found(parameters: Record<string, string>): Promise<string[]> {
  const { body } = await search(parameters);
  return (body["users"] as { username: string }[]).map(({ username }) => username);
}

async function rename(person: SignedIn, displayName: string): Promise<void> {
  const { status } = await service.rest("PATCH", "/api/v1/users/me", {
    body: { display_name: displayName },
    token: person.token,
  });
  expect(status).toBe(200);
}

describe("one account", () => {
  test("is shown to others without its email", async () => {
    const { id, username } = await service.signUp();
    const answer = await service.rest("GET", `/api/v1/users/${id}`, { token: reader.token });
    expect(answer).toMatchObject({ status: 200, body: { id, username, admin: false } });
    expect(answer.body).not.toHaveProperty("email");
  });

  test("says who is a server admin, and who is disabled", async () => {
    const zoe = await service.signUp("zoe");
    await service.db.updateTable("users").set({ disabled_at: new Date() }).where("id", "=", zoe.id).execute();
    const answer = await service.rest("GET", `/api/v1/users/${zoe.id}`, { token: reader.token });
    expect(answer.body).toMatchObject({ admin: true, disabled: true });
  });

  test.each(["999999", "9007199254740991"])("%s is nobody", async (id) => {
    const answer = await service.rest("GET", `/api/v1/users/${id}`, { token: reader.token });
    expect(answer).toMatchObject({ status: 404, code: "user_not_found", fields: { id: "user_not_found" } });
  });

  test.each(["0", "-1", "ada", "1.5", "1e3", "99999999999999999999", "%00", "1;drop"])("%s is no id", async (id) => {
    const answer = await service.rest("GET", `/api/v1/users/${id}`, { token: reader.token });
    expect(answer).toMatchObject({ status: 400, fields: { id: "invalid_argument" } });
  });

  test("is not for strangers", async () => {
    expect(await service.rest("GET", `/api/v1/users/${reader.id}`)).toMatchObject({ status: 401 });
    expect(await service.rest("GET", "/api/v1/users?query=a")).toMatchObject({ status: 401 });
  });
});

describe("search", () => {
  test("finds by the beginning of the username or the display name, without case, ordered by username", async () => {
    const bruno = await service.signUp("Searched-bruno");
    await service.signUp("searched-ANNA");
    const other = await service.signUp("elsewhere");
    await rename(other, "SEARCHED Somewhere");
    await rename(bruno, "Ärger Bruno");
    expect(await found({ query: "searched" })).toEqual(["elsewhere", "searched-ANNA", "Searched-bruno"]);
    expect(await found({ query: "SEARCHED-b" })).toEqual(["Searched-bruno"]);
    expect(await found({ query: "äRGER" })).toEqual(["Searched-bruno"]);
    expect(await found({ query: "a\u0308rger" })).toEqual(["Searched-bruno"]);
    expect(await found({ query: "bruno" })).toEqual([]);
  });

  test("takes wildcards for what they are", async () => {
    const person = await service.signUp("wild_card");
    await service.signUp("wildXcard");
    await rename(person, String.raw`50%\_off`);
    expect(await found({ query: "wild_" })).toEqual(["wild_card"]);
    expect(await found({ query: "50%" })).toEqual(["wild_card"]);
    expect(await found({ query: String.raw`50%\_` })).toEqual(["wild_card"]);
    expect(await found({ query: "%" })).toEqual([]);
    expect(await found({ query: "'; drop table users; --" })).toEqual([]);
    expect(await found({ query: "<b>" })).toEqual([]);
  });

  test("leaves out whom nobody can write to any more", async () => {
    const { id } = await service.signUp("vanished");
    expect(await found({ query: "vanished" })).toEqual(["vanished"]);
    await service.db.updateTable("users").set({ disabled_at: new Date() }).where("id", "=", id).execute();
    expect(await found({ query: "vanished" })).toEqual([]);
  });

  test("shows nobody's email", async () => {
    const { body } = await search({ query: "reader" });
    expect(body["users"]).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain(reader.email);
  });

  test("pages through everyone, each once, while others sign up", async () => {
    const names = Array.from({ length: 7 }, (_, index) => `page-${index}`);
    for (const name of names) await service.signUp(name);
    const seen: string[] = [];
    let pageToken = "";
    do {
      const { status, body } = await search({ query: "page-", page_size: "3", page_token: pageToken });
      expect(status).toBe(200);
      seen.push(...(body["users"] as { username: string }[]).map(({ username }) => username));
      pageToken = String(body["next_page_token"]);
      if (seen.length === 3) await service.signUp("page-00-late");
    } while (pageToken !== "");
    expect(seen).toEqual(names);
  });

  test("a page that is just full has no next one", async () => {
    await service.signUp("just-1");
    await service.signUp("just-2");
    expect((await search({ query: "just-", page_size: "2" })).body["next_page_token"]).toBe("");
    expect((await search({ query: "just-", page_size: "1" })).body["next_page_token"]).not.toBe("");
  });

  test.each([
    ["page_size", { page_size: "-1" }],
    ["page_size", { page_size: "101" }],
    ["page_size", { page_size: "999999999999" }],
    ["page_size", { page_size: "many" }],
    ["page_token", { page_token: "made up" }],
    ["page_token", { page_token: "WyInOyBkcm9wIl0" }],
    ["page_token", { page_token: "x".repeat(300) }],
    ["query", { query: "x".repeat(65) }],
    ["query", { query: "a\0" }],
  ])("a bad %s is named", async (field, parameters) => {
    expect(await search(parameters)).toMatchObject({ status: 400, fields: { [field]: "invalid_argument" } });
  });
});

describe("BatchGetUsers", () => {
  test("finds ids and usernames without case, each account once, and leaves out what is not known", async () => {
    const [anna, bruno] = [await service.signUp("batch-Anna"), await service.signUp("batch-bruno")];
    const { users } = await service.grpcAsService.batchGetUsers({
      ids: [bruno.id, 999_999, bruno.id, -1],
      usernames: ["BATCH-anna", "batch-bruno", "nobody-there"],
    });
    expect(users.map(({ id, username }) => [id, username])).toEqual([
      [anna.id, "batch-Anna"],
      [bruno.id, "batch-bruno"],
    ]);
    expect(users.every(({ email }) => email === undefined)).toBe(true);
  });

  test("one name that cannot be anyone's does not fail the others", async () => {
    const usernames = ["reader", "\0", "'; drop table users", "", "x".repeat(1_000)];
    const { users } = await service.grpcAsService.batchGetUsers({ ids: [], usernames });
    expect(users).toMatchObject([{ username: "reader" }]);
  });

  test("takes five hundred and no more", async () => {
    const ids = Array.from({ length: maxUsersPerLookup }, (_, index) => index + 1);
    await expect(service.grpcAsService.batchGetUsers({ ids, usernames: [] })).resolves.toBeDefined();
    await expect(service.grpcAsService.batchGetUsers({ ids, usernames: ["reader"] })).rejects.toMatchObject({
      code: "invalid_argument",
      fields: [{ field: "usernames" }],
    });
  });

  test("is not served over REST", async () => {
    const answer = await service.rest("POST", "/hubbub.user.v1.UserService/BatchGetUsers", { body: { ids: [1] } });
    expect(answer).toMatchObject({ status: 404, code: "route_not_found" });
  });
});
