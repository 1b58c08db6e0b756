import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sessionHint } from "./session-hint.ts";

/** Of one browser, for all its pages. */
let stored: Map<string, string>;
let cookies: Map<string, string>;
let isFull = false;

beforeEach(() => {
  stored = new Map();
  cookies = new Map();
  isFull = false;
  vi.stubGlobal("location", { protocol: "http:" });
  vi.stubGlobal("document", {
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    },
    set cookie(text: string) {
      const [name = "", value = ""] = text.split(";", 1)[0]?.split("=") ?? [];
      if (/Max-Age=0(;|$)/.test(text)) cookies.delete(name);
      else cookies.set(name, value);
    },
  });
  vi.stubGlobal("localStorage", {
    get length() {
      return stored.size;
    },
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (isFull) throw new DOMException("The quota has been exceeded", "QuotaExceededError");
      stored.set(key, value);
    },
    removeItem: (key: string) => void stored.delete(key),
  });
});
afterEach(() => void vi.unstubAllGlobals());

describe("whether this browser was signed in", () => {
  it("is not so for a newcomer, who need not ask", () => expect(sessionHint.read()).toBe("none"));

  it.each(["signed-in", "ended", "none"] as const)("is kept where the browser keeps things: %s", (hint) => {
    sessionHint.write("signed-in");
    sessionHint.write(hint);
    expect(sessionHint.read()).toBe(hint);
  });

  it("is known where local storage is full, also when it was so for a time only", () => {
    sessionHint.write("ended");
    isFull = true;
    sessionHint.write("signed-in");
    expect(sessionHint.read()).toBe("signed-in");
    isFull = false;
    expect(sessionHint.read()).toBe("signed-in");
    sessionHint.write("none");
    expect(sessionHint.read()).toBe("none");
  });

  it("is known where local storage is closed to the page", () => {
    closeStorage();
    sessionHint.write("signed-in");
    expect(sessionHint.read()).toBe("signed-in");
  });

  it("is to be asked where nothing can be looked at", () => {
    closeStorage();
    expect(sessionHint.read()).toBe("unknown");
  });

  it("is taken from what an earlier release kept", () => {
    stored.set("hubbub.signed-in", "1");
    expect(sessionHint.read()).toBe("signed-in");
  });
});

function closeStorage(): void {
  const refuse = () => {
    throw new DOMException("The operation is insecure", "SecurityError");
  };
  vi.stubGlobal("localStorage", new Proxy({}, { get: refuse }));
}
