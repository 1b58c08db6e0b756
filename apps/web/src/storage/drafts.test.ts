import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { drafts } from "./drafts.ts";

beforeEach(() => {
  // What a page may do with it: its keys are its properties.
  const items: Record<string, string> = {};
  const storage = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => void (items[key] = value),
    removeItem: (key: string) => void delete items[key],
  };
  vi.stubGlobal(
    "sessionStorage",
    new Proxy(storage, { ownKeys: () => Object.keys(items), getOwnPropertyDescriptor: () => shown }),
  );
});
afterEach(() => void vi.unstubAllGlobals());

describe("what was written and not sent", () => {
  it("is there when its author is back", () => {
    drafts.keepFor(1);
    drafts.write(7, "half a sen");
    drafts.keepFor(1);
    expect(drafts.read(7)).toBe("half a sen");
  });

  it("is not there for anybody else, nor for its author after that", () => {
    drafts.keepFor(1);
    drafts.write(7, "half a sen");
    drafts.keepFor(2);
    expect(drafts.read(7)).toBe("");
    drafts.keepFor(1);
    expect(drafts.read(7)).toBe("");
  });

  it("is gone after a sign-out", () => {
    drafts.keepFor(1);
    drafts.write(7, "half a sen");
    drafts.clear();
    drafts.keepFor(1);
    expect(drafts.read(7)).toBe("");
  });

  it("is whose tab it is, where an earlier release did not note that", () => {
    drafts.write(7, "half a sen");
    drafts.keepFor(1);
    expect(drafts.read(7)).toBe("half a sen");
  });
});

const shown = { enumerable: true, configurable: true };
