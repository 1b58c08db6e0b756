import { type TestRedis, testRedis } from "@hubbub/stack/testing";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Rest } from "./testing/rest-client.ts";
import { startTestService, type TestService, testPassword } from "./testing/start-test-service.ts";

const limits = {
  LIMIT_PASSWORDS: "4/9000",
  LIMIT_STRANGE_PASSWORDS: "12/9000",
  LIMIT_ADDRESS_PASSWORDS: "30/9000",
  LIMIT_REGISTRATIONS: "5/36000",
  LIMIT_REFRESHES: "5/36000",
  LIMIT_READS: "5/36000",
  LIMIT_SEARCH: "3/36000",
  LIMIT_CHANGES: "8/36000",
};

let redis: TestRedis;
let service: TestService;
let places = 0;

beforeAll(async () => {
  redis = await testRedis();
  // Without Redis, for its tests count to the last one: who waits for Redis in vain counts anew.
  service = await startTestService({ RATE_LIMITS: "on", ...limits });
});

afterAll(async () => {
  await service.stop();
  await redis.stop();
});

/** Longer than the first delay. */
const patient = { timeout: 10_000, interval: 100 };

/** An address that nobody else has. */
function place(): string {
  places += 1;
  return `198.51.${Math.floor(places / 250)}.${(places % 250) + 1}`;
}

function login(name: object, password: string, address: string, rest: Rest = service.rest) {
  return rest("POST", "/api/v1/users/login", { body: { ...name, password }, address });
}

interface Person {
  readonly username: string;
  readonly email: string;
  readonly token: string;
  readonly refreshToken: string;
}

async function signUp(username: string, address = place()): Promise<Person> {
  const email = `${username}@example.org`;
  const { status, body } = await service.rest("POST", "/api/v1/users/register", {
    body: { username, email, password: testPassword },
    address,
  });
  expect(status).toBe(200);
  return { username, email, token: String(body["token"]), refreshToken: String(body["refresh_token"]) };
}

async function guess(count: number, name: object, address: string) {
  const answers = [];
  for (let tried = 0; tried < count; tried += 1) answers.push(await login(name, `guess ${tried}`, address));
  return answers;
}

function statuses(answers: readonly { status: number }[]): number[] {
  return answers.map(({ status }) => status);
}

describe("wrong passwords of one name from one address", () => {
  test("are held up after some, the right one too, for a named time; it gets in after that, and all is forgiven", async () => {
    const address = place();
    const { username } = await signUp("held-up", address);
    expect(statuses(await guess(5, { username }, address))).toEqual([401, 401, 401, 401, 429]);
    const refused = await login({ username }, testPassword, address);
    expect(refused).toMatchObject({ status: 429, code: "rate_limited" });
    const waitMs = Number(refused.body["retry_after_ms"]);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(1_000);
    expect(refused.body["detail"]).toBe("Too many tries; wait 1 s");
    await expect.poll(async () => (await login({ username }, testPassword, address)).status, patient).toBe(200);
    expect(statuses(await guess(4, { username }, address))).toEqual([401, 401, 401, 401]);
  });

  test("are held up for longer each time", async () => {
    const address = place();
    const { username } = await signUp("longer", address);
    await guess(4, { username }, address);
    await expect.poll(async () => (await login({ username }, "a guess", address)).status, patient).toBe(401);
    const waitMs = Number((await login({ username }, "a guess", address)).body["retry_after_ms"]);
    expect(waitMs).toBeGreaterThan(1_000);
    expect(waitMs).toBeLessThanOrEqual(2_000);
  });

  test("cannot slip through together", async () => {
    const address = place();
    const { username } = await signUp("together", address);
    const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => login({ username }, `guess ${n}`, address)));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(4);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(21);
  });

  test("hold up nobody who comes from elsewhere, and no other name", async () => {
    const [address, home] = [place(), place()];
    const { username } = await signUp("elsewhere-too", home);
    const other = await signUp("other-name", address);
    await guess(5, { username }, address);
    expect(await login({ username }, testPassword, home)).toMatchObject({ status: 200 });
    expect(await login({ username: other.username }, testPassword, address)).toMatchObject({ status: 200 });
  });

  test("count by the /64 of IPv6, and by the name whatever its case", async () => {
    await signUp("by-network");
    const answers = [];
    for (let host = 1; host <= 5; host += 1) {
      answers.push(await login({ username: host % 2 ? "by-network" : "BY-Network" }, "a guess", `2001:db8::${host}`));
    }
    expect(statuses(answers)).toEqual([401, 401, 401, 401, 429]);
  });

  test("count on all instances together", async () => {
    const address = place();
    const { username } = await signUp("both-instances", address);
    const settings = { RATE_LIMITS: "on", REDIS_URL: redis.url, ...limits };
    const instances = [await service.startAnother(settings), await service.startAnother(settings)] as const;
    onTestFinished(async () => void (await Promise.all(instances.map((instance) => instance.stop()))));
    const answers = [];
    for (let tried = 0; tried < 8; tried += 1) {
      answers.push(await login({ username }, "a guess", address, instances[tried % 2 ? 0 : 1].rest));
    }
    // Each by itself would let four pass.
    expect(statuses(answers)).toContain(429);
  });

  test("count when a new password or email is set, too", async () => {
    const address = place();
    const { username, token } = await signUp("changes-password", address);
    const wanted = [{ password: "a fine new password" }, { email: "moved@example.org" }] as const;
    const change = (password: string, what: object) =>
      service.rest("PATCH", "/api/v1/users/me", { body: { ...what, current_password: password }, token, address });
    const answers = [];
    for (let tried = 0; tried < 5; tried += 1) {
      answers.push(await change(`guess ${tried}`, wanted[tried % 2 === 0 ? 0 : 1]));
    }
    expect(statuses(answers)).toEqual([403, 403, 403, 403, 429]);
    expect(await login({ username }, testPassword, address)).toMatchObject({ status: 429 });
    for (const what of wanted) {
      expect(await change(testPassword, what)).toMatchObject({ status: 429, code: "rate_limited" });
    }
  });
});

test("a name that nobody has is answered and held up exactly as one that somebody has", async () => {
  await signUp("somebody");
  const told = async (name: object) => {
    const answers = await guess(6, name, place());
    return answers.map(({ status, body }) => ({ status, body: { ...body, retry_after_ms: undefined } }));
  };
  const somebody = await told({ username: "somebody" });
  expect(somebody.map(({ status }) => status)).toEqual([401, 401, 401, 401, 429, 429]);
  expect(await told({ username: "nobody-here" })).toEqual(somebody);
  expect(await told({ email: "nobody@example.org" })).toEqual(somebody);
  expect(await told({ email: "somebody@example.org" })).toEqual(somebody);
});

test("twenty sign-ins at once with the right password all pass, and leave nothing counted", async () => {
  const address = place();
  const { username } = await signUp("honest", address);
  const answers = await Promise.all(Array.from({ length: 20 }, () => login({ username }, testPassword, address)));
  expect(new Set(statuses(answers))).toEqual(new Set([200]));
  expect(statuses(await guess(4, { username }, address))).toEqual([401, 401, 401, 401]);
});

test("guesses from many addresses are held up together, and nobody is locked out where they signed in before", async () => {
  const home = place();
  const { username, refreshToken } = await signUp("well-known", home);
  const statusesOfStrangers = [];
  for (let address = 0; address < 5; address += 1) {
    statusesOfStrangers.push(...statuses(await guess(3, { username }, place())));
  }
  expect(statusesOfStrangers).toEqual([...Array.from({ length: 12 }, () => 401), 429, 429, 429]);
  const stranger = place();
  expect(await login({ username }, testPassword, stranger)).toMatchObject({ status: 429 });
  expect(await login({ username }, testPassword, home)).toMatchObject({ status: 200 });
  // Whoever stays signed in somewhere is known there too.
  const onTheWay = place();
  const refresh = { body: { refresh_token: refreshToken }, address: onTheWay };
  expect(await service.rest("POST", "/api/v1/users/refresh", refresh)).toMatchObject({ status: 200 });
  expect(await login({ username }, testPassword, onTheWay)).toMatchObject({ status: 200 });
  expect(await login({ username }, testPassword, stranger)).toMatchObject({ status: 429 });
});

test("one address that tries many names is held up, and signing in to one's own account in between does not help", async () => {
  const address = place();
  const { username } = await signUp("has-an-account", address);
  const answers = [];
  for (let name = 0; name < 32; name += 1) {
    if (name % 8 === 7) await login({ username }, testPassword, address);
    answers.push(await login({ username: `name-${name}` }, "a guess", address));
  }
  expect(statuses(answers)).toEqual([...Array.from({ length: 30 }, () => 401), 429, 429]);
});

test("thirty tries of one account at a time, again and again, are no queue for the others", async () => {
  const generous = Object.fromEntries(Object.keys(limits).map((name) => [name, "100000/1"]));
  const other = await service.startAnother({ RATE_LIMITS: "on", ...generous });
  onTestFinished(() => other.stop());
  const [flood, ada] = [await signUp("floods"), await signUp("is-not-flooded")];
  const address = place();
  let served = 0;
  const enough = new AbortController();
  const guessOn = async () => {
    while (!enough.signal.aborted) {
      const body = { password: "a fine new password", current_password: `guess ${served}` };
      await other.rest("PATCH", "/api/v1/users/me", { body, token: flood.token, address });
      served += 1;
    }
  };
  const guesses = Array.from({ length: 30 }, guessOn);
  await expect.poll(() => served, patient).toBeGreaterThan(30);
  const meanwhile: number[] = [];
  for (let tried = 0; tried < 5; tried += 1) {
    const before = served;
    expect(await login({ username: ada.username }, testPassword, place(), other.rest)).toMatchObject({ status: 200 });
    meanwhile.push(served - before);
  }
  enough.abort();
  await Promise.all(guesses);
  // Two or three ran already, and more are served while a busy machine finds the account; whoever waited for all of
  // them would have seen thirty each time.
  expect(Math.min(...meanwhile)).toBeLessThan(15);
});

test("an address makes so many accounts, and others go on", async () => {
  const address = place();
  const register = (username: string, from: string) =>
    service.rest("POST", "/api/v1/users/register", {
      body: { username, email: `${username}@example.org`, password: testPassword },
      address: from,
    });
  const answers = [];
  for (let made = 0; made < 6; made += 1) answers.push(await register(`many-${made}`, address));
  expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(answers.at(-1)).toMatchObject({ code: "rate_limited", body: { retry_after_ms: expect.any(Number) } });
  expect(await register("many-5", place())).toMatchObject({ status: 200 });
});

test("a registration that is refused for a mistake or a taken name costs its address nothing", async () => {
  const address = place();
  const { username: taken } = await signUp("was-here-first");
  const wrong = [
    { username: taken, email: "late@example.org", password: testPassword },
    { username: "no-email", email: "typo", password: testPassword },
    { username: "easy-to-guess", email: "easy@example.org", password: "password1" },
  ];
  for (const body of [...wrong, ...wrong, ...wrong]) {
    const { code } = await service.rest("POST", "/api/v1/users/register", { body, address });
    expect(code).toBe(body.username === taken ? "already_exists" : "invalid_argument");
  }
  for (let made = 0; made < 5; made += 1) await signUp(`after-mistakes-${made}`, address);
  const refused = { username: "after-mistakes-5", email: "sixth@example.org", password: testPassword };
  expect(await service.rest("POST", "/api/v1/users/register", { body: refused, address })).toMatchObject({
    code: "rate_limited",
  });
});

test("an address gets so many new access tokens", async () => {
  const address = place();
  const answers = [];
  for (let asked = 0; asked < 6; asked += 1) {
    answers.push(await service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token: "none" }, address }));
  }
  expect(statuses(answers)).toEqual([401, 401, 401, 401, 401, 429]);
});

test("a sign-out with a refresh token, which anybody may make up, is of the same share", async () => {
  const address = place();
  const body = { refresh_token: "a".repeat(43) };
  const answers = [];
  for (let asked = 0; asked < 6; asked += 1) {
    answers.push(await service.rest("POST", "/api/v1/users/logout", { body, address }));
  }
  expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(await service.rest("POST", "/api/v1/users/refresh", { body, address })).toMatchObject({ status: 429 });
});

test("an address that has asked too often is told so before its body is read", async () => {
  const address = place();
  for (let asked = 0; asked < 5; asked += 1) {
    await service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token: "none" }, address });
  }
  for (const path of ["/api/v1/users/refresh", "/api/v1/users/login"]) {
    const answer = await service.rest("POST", path, { body: "[".repeat(4_000), address });
    expect(answer.code).toBe(path.endsWith("refresh") ? "rate_limited" : "invalid_argument");
  }
});

test("pages of people and of sessions are one share of an account", async () => {
  const { token } = await signUp("reader-of-lists");
  const answers = [];
  for (const path of ["", "/me/sessions", "?page_size=1", "/me/sessions", "?query=", "", "/me/sessions"]) {
    answers.push(await service.rest("GET", `/api/v1/users${path}`, { token }));
  }
  expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 429, 429]);
  expect(await service.rest("GET", "/api/v1/users/me", { token })).toMatchObject({ status: 200 });
});

test("searches for people are a share of their own", async () => {
  const { token } = await signUp("searcher");
  const answers = [];
  for (const query of ["a", "b", "c", "d"]) {
    answers.push(await service.rest("GET", `/api/v1/users?query=${query}`, { token }));
  }
  expect(statuses(answers)).toEqual([200, 200, 200, 429]);
  expect(await service.rest("GET", "/api/v1/users", { token })).toMatchObject({ status: 200 });
});

test("an account is changed so often", async () => {
  const { token } = await signUp("changes-a-lot");
  const answers = [];
  for (let changed = 0; changed < 9; changed += 1) {
    const body = { display_name: `Changing ${changed}` };
    answers.push(await service.rest("PATCH", "/api/v1/users/me", { body, token }));
  }
  expect(statuses(answers)).toEqual([...Array.from({ length: 8 }, () => 200), 429]);
});

test("over gRPC the same limits hold", async () => {
  const registrations = [];
  for (let made = 0; made < 6; made += 1) {
    const username = `by-grpc-${made}`;
    const request = { username, email: `${username}@example.org`, password: testPassword, useCookie: false };
    const answer = service.grpc.register(request).then(() => "ok");
    registrations.push(await answer.catch((error: { code: string }) => error.code));
  }
  expect(registrations).toEqual(["ok", "ok", "ok", "ok", "ok", "rate_limited"]);
  const signOuts = [];
  for (let asked = 0; asked < 6; asked += 1) {
    const answer = service.grpc.logout({ refreshToken: "a".repeat(43) }).then(() => "ok");
    signOuts.push(await answer.catch((error: { code: string }) => error.code));
  }
  expect(signOuts).toEqual(["ok", "ok", "ok", "ok", "ok", "rate_limited"]);
  await signUp("over-grpc");
  const tries = [];
  for (let tried = 0; tried < 5; tried += 1) {
    const request = { username: "over-grpc", email: "", password: `guess ${tried}`, useCookie: false };
    tries.push(await service.grpc.login(request).catch((error: { code: string }) => error.code));
  }
  expect(tries).toEqual([...Array.from({ length: 4 }, () => "unauthenticated"), "rate_limited"]);
});

test("each refusal is counted by its limit, and as the result of the request", async () => {
  const metrics = await (await fetch(`http://127.0.0.1:${service.opsPort}/metrics`)).text();
  const names = [
    "passwords",
    "strange_passwords",
    "address_passwords",
    "registrations",
    "refreshes",
    "reads",
    "search",
    "changes",
  ];
  for (const limit of names) expect(metrics).toMatch(new RegExp(`rate_limited_total\\{limit="${limit}"\\} [1-9]`));
  expect(metrics).toContain('rate_limited_total{limit="password_queue"} 0');
  for (const method of ["login", "register", "refresh", "logout"]) {
    expect(metrics).toMatch(new RegExp(`auth_requests_total\\{method="${method}",result="rate_limited"\\} [1-9]`));
  }
});

test("without Redis one instance limits by itself, and starts without waiting for it", async () => {
  const alone = await service.startAnother({ RATE_LIMITS: "on", ...limits });
  onTestFinished(() => alone.stop());
  const address = place();
  const answers = [];
  for (let tried = 0; tried < 5; tried += 1) {
    answers.push(await login({ username: "nobody-alone" }, "a guess", address, alone.rest));
  }
  expect(statuses(answers)).toEqual([401, 401, 401, 401, 429]);
});

test("RATE_LIMITS=off lets everybody try for ever", async () => {
  const off = await service.startAnother({ REDIS_URL: redis.url });
  onTestFinished(() => off.stop());
  const address = place();
  for (let tried = 0; tried < 8; tried += 1) {
    expect(await login({ username: "nobody-off" }, "a guess", address, off.rest)).toMatchObject({ status: 401 });
  }
});
