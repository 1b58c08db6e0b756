import { afterEach, describe, expect, it, vi } from "vitest";
import { fakeApi, tokensFor } from "../testing/fake-api.ts";
import { Session } from "./session.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const refused = { status: 401, body: { code: "unauthenticated", detail: "Sign in first", errors: [] } };

describe("a session", () => {
  it("asks for the cookie, so that no script ever holds a refresh token", async () => {
    const { session, seen } = start({ "POST /api/v1/users/login": () => ({ body: tokensFor(1, "one") }) });
    await session.login("maren", "a long password");
    expect(seen[0]?.body).toEqual({ username: "maren", password: "a long password", use_cookie: true });
    expect(session.state.snapshot()).toMatchObject({ status: "signed_in", user: { username: "user-1" } });
  });

  it("signs in with an email address as well", async () => {
    const { session, seen } = start({ "POST /api/v1/users/login": () => ({ body: tokensFor(1, "one") }) });
    await session.login("maren@example.org", "a long password");
    expect(seen[0]?.body).toMatchObject({ email: "maren@example.org" });
  });

  it("tells every field that is wrong", async () => {
    const errors = [
      { field: "email", code: "invalid_argument", message: "This is no email address" },
      { field: "username", code: "invalid_argument", message: "Too short" },
    ];
    const body = { code: "invalid_argument", detail: "2 fields are not valid", errors };
    const { session } = start({ "POST /api/v1/users/register": () => ({ status: 400, body }) });
    const account = { email: "x", username: "y", password: "z" };
    await expect(session.register(account)).rejects.toMatchObject({
      code: "invalid_argument",
      status: 400,
      fields: errors,
    });
  });

  it("refreshes once for all who need a token at the same time", async () => {
    const { session, seen } = start({ "POST /api/v1/users/refresh": () => ({ body: tokensFor(1, "one") }) });
    const tokens = await Promise.all([session.accessToken("cached"), session.accessToken("cached"), session.resume()]);
    expect(tokens.slice(0, 2)).toEqual(["one", "one"]);
    expect(seen).toHaveLength(1);
    expect(await session.accessToken("cached")).toBe("one");
    expect(seen).toHaveLength(1);
  });

  it("does not use a token that is about to expire", async () => {
    let turn = 0;
    const { session } = start({
      "POST /api/v1/users/refresh": () => ({ body: tokensFor(1, `token ${(turn += 1)}`, turn === 1 ? 20 : 900) }),
    });
    expect(await session.accessToken("cached")).toBe("token 1");
    expect(await session.accessToken("cached")).toBe("token 2");
  });

  it.each([-3_600_000, 3_600_000])(
    "keeps and renews its token as ever where the clock is set by %i ms",
    async (byMs) => {
      vi.useFakeTimers();
      let turn = 0;
      const { session } = start({
        "POST /api/v1/users/refresh": () => ({ body: tokensFor(1, `token ${(turn += 1)}`, 900) }),
      });
      expect(await session.accessToken("cached")).toBe("token 1");
      vi.setSystemTime(Date.now() + byMs);
      expect(await session.accessToken("cached")).toBe("token 1");
      await vi.advanceTimersByTimeAsync(880_000);
      expect(await session.accessToken("cached")).toBe("token 2");
    },
  );

  it("is signed out when the server no longer knows it, and asks no more", async () => {
    const { session, seen } = start({ "POST /api/v1/users/refresh": () => refused });
    await session.resume();
    expect(session.state.snapshot()).toEqual({ status: "signed_out", reason: "never" });
    await expect(session.accessToken("cached")).rejects.toMatchObject({ code: "unauthenticated" });
    expect(seen).toHaveLength(1);
  });

  it("has ended where the program remembers one and the server does not, for the reason that it gives", async () => {
    const ended = { status: "signed_out", reason: "ended" };
    const { session } = start({ "POST /api/v1/users/refresh": () => refused });
    await session.resume({ wasSignedIn: true });
    expect(session.state.snapshot()).toEqual(ended);

    const because = "Your session has ended, for it was not used for too long; sign in again";
    const body = { ...refused.body, detail: because };
    const { session: unused } = start({ "POST /api/v1/users/refresh": () => ({ status: 401, body }) });
    await unused.resume({ wasSignedIn: true });
    expect(unused.state.snapshot()).toEqual({ ...ended, because });
  });

  it("was left where one has left it before the server's refusal comes", async () => {
    const answer = Promise.withResolvers<typeof refused>();
    const { session } = start({
      "POST /api/v1/users/login": () => ({ body: tokensFor(1, "one") }),
      "POST /api/v1/users/refresh": () => answer.promise,
    });
    await session.login("maren", "a long password");
    const ended = session.endedElsewhere();
    session.end("left");
    answer.resolve(refused);
    await ended;
    expect(session.state.snapshot()).toEqual({ status: "signed_out", reason: "left" });
  });

  it("ends with its account, and says so", async () => {
    const body = { code: "forbidden", detail: "This account is disabled", errors: [] };
    const { session } = start({
      "POST /api/v1/users/login": () => ({ body: tokensFor(1, "one") }),
      "POST /api/v1/users/refresh": () => ({ status: 403, body }),
    });
    await session.login("maren", "a long password");
    await expect(session.accessToken("fresh")).rejects.toMatchObject({ code: "forbidden" });
    expect(session.state.snapshot()).toEqual({ status: "signed_out", reason: "ended", because: body.detail });
  });

  it("asks why where the server closed what it held open, and ends without an answer too", async () => {
    const detail = "This session was ended from another device of yours; sign in again";
    const { session } = start({
      "POST /api/v1/users/login": () => ({ body: tokensFor(1, "one") }),
      "POST /api/v1/users/refresh": () => ({ status: 401, body: { ...refused.body, detail } }),
    });
    await session.login("maren", "a long password");
    await session.endedElsewhere();
    expect(session.state.snapshot()).toEqual({ status: "signed_out", reason: "ended", because: detail });

    vi.useFakeTimers();
    const { session: silent } = start({
      "POST /api/v1/users/login": () => ({ body: tokensFor(1, "one") }),
      "POST /api/v1/users/refresh": () => new Promise<never>(() => {}),
    });
    await silent.login("maren", "a long password");
    const ending = silent.endedElsewhere();
    await vi.advanceTimersByTimeAsync(3_000);
    await ending;
    expect(silent.state.snapshot()).toEqual({ status: "signed_out", reason: "ended" });
  });

  it("stays as it is while the server cannot be reached", async () => {
    const { session } = start({ "POST /api/v1/users/refresh": () => "unreachable" });
    await expect(session.resume()).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(session.state.snapshot()).toEqual({ status: "unknown" });
  });

  it("learns with its next token what its account is by then", async () => {
    const admin = tokensFor(1, "one");
    const { session } = start({
      "POST /api/v1/users/login": () => ({ body: { ...admin, user: { ...admin.user, admin: true } } }),
      "POST /api/v1/users/refresh": () => ({ body: tokensFor(1, "two") }),
    });
    await session.login("maren", "a long password");
    expect(session.state.snapshot()).toMatchObject({ user: { admin: true } });
    await session.accessToken("fresh");
    const state = session.state.snapshot();
    expect(state).toMatchObject({ user: { admin: false } });
    await session.accessToken("fresh");
    expect(session.state.snapshot()).toBe(state);
  });

  it("is not brought back by an answer that comes after signing out", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { session } = start({
      "POST /api/v1/users/login": () => ({ body: tokensFor(1, "one") }),
      "POST /api/v1/users/refresh": async () => {
        await held;
        return { body: tokensFor(1, "two") };
      },
      "POST /api/v1/users/logout": () => ({ body: {} }),
    });
    await session.login("maren", "a long password");
    const late = session.accessToken("fresh");
    await session.logout();
    release();
    await expect(late).rejects.toMatchObject({ code: "unauthenticated" });
    expect(session.state.snapshot()).toEqual({ status: "signed_out", reason: "left" });
  });
});

function start(answers: Parameters<typeof fakeApi>[0]) {
  const { fetch, seen } = fakeApi(answers);
  vi.stubGlobal("fetch", fetch);
  return { session: new Session({ baseUrl: "http://hubbub.test", refreshTokenIn: "cookie" }), seen };
}
