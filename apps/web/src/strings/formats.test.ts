import { afterEach, expect, test } from "vitest";
import { ar } from "./ar/ar.ts";
import { de } from "./de/de.ts";
import { en } from "./en/en.ts";
import { bareCount, dateFormat } from "./formats.ts";
import { speak, t } from "./t.ts";

afterEach(() => speak({ language: "en", now: en }));

const day = dateFormat({ dateStyle: "long" });
const said = () => [t.account.title, bareCount(1_200), day().format(new Date(2026, 11, 4))];

test("words, numbers and dates change with the language", () => {
  expect(said()).toEqual(["Account", "1,200", "December 4, 2026"]);
  speak({ language: "de", ...de });
  expect(said()).toEqual(["Konto", "1.200", "4. Dezember 2026"]);
  speak({ language: "ar", ...ar });
  expect(said().slice(0, 1)).toEqual(["الحساب"]);
  expect(said()[2]).toContain("ديسمبر");
});
