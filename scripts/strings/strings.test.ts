import { expect, test } from "vitest";
import { findFaults, textsOf } from "./find-faults.ts";
import { findLiterals } from "./find-literals.ts";
import { usedKeys } from "./used-keys.ts";

const textsIn = (source: string) => findLiterals("a.tsx", source).map(({ text }) => text);

test.each([
  ["<p>Sign out</p>", "Sign out"],
  ["<p>{count} left</p>", "left"],
  ['<button aria-label="Close" />', "Close"],
  ['<Field placeholder="release" />', "release"],
  ['<Field hint={isNew ? "It may stay empty." : undefined} />', "It may stay empty."],
  ['const words = { label: "Mute…" };', "Mute…"],
  ["const says = `${name} is typing`;", "is typing"],
  ['toast("may write again");', "may write again"],
  ['new HubbubError("user_not_found", "Nobody is called that")', "Nobody is called that"],
])("%s holds a text", (source, text) => {
  expect(textsIn(source)).toEqual([text]);
});

test.each([
  '<p className="flex gap-2 rounded px-2" rel="noopener nofollow">{t.account.title} · {count}</p>',
  'const look = "font-name text-ink hover:underline";',
  'const phone = "(pointer: coarse)";',
  'root.querySelector("textarea, input, [popover]");',
  'if (event.key === "Escape") throw new Error("Nobody is signed in here");',
  'switch (key) { case "Home": break; }',
  'type Key = "Sign out";',
  'import { Sign } from "Sign out";',
  "<b>hubbub</b>",
])("%s holds none", (source) => {
  expect(textsIn(source)).toEqual([]);
});

test("a literal is found at its line", () => {
  expect(findLiterals("a.tsx", "const x = (\n  <p>\n    Sign\n    out</p>\n);")).toEqual([
    { file: "a.tsx", line: 2, text: "Sign out" },
  ]);
});

test("the keys that a file reads are found however it names them", () => {
  const source = `
    import { later } from "../strings/later.ts";
    import { t } from "../strings/t.ts";
    const { keep, confirm: yes } = t.account.unsent;
    const words = later.settings.language;
    a(t.account.title, t.account.themes[theme], t.rooms[kind].label, t.account.of(name), words.says, words.failed.length);
  `;
  expect(usedKeys("a.ts", source).filter((path) => !/^(t|later)$/.test(path))).toEqual([
    "t.account.unsent.keep",
    "t.account.unsent.confirm",
    "t.account.title",
    "t.account.themes",
    "t.rooms",
    "t.account.of",
    "later.settings.language.says",
    "later.settings.language.failed.length",
  ]);
  expect(usedKeys("a.ts", 'import { t } from "./t-shirt.ts"; a(t.account.title);')).toEqual([]);
});

test("what is unused, missing, too much, empty or of another kind is a fault", () => {
  const texts = (name: string, all: unknown) => ({ name, texts: new Map(textsOf("t", all)) });
  const english = texts("English", {
    account: { title: "Account", of: () => "", old: "Old" },
    all: { a: "A", b: "B" },
  });
  const german = texts("Deutsch", { account: { title: "", of: "von", alt: "Alt", old: "Alt" }, all: { a: "A" } });
  expect(findFaults(english, [german], new Set(["t.account.title", "t.account.of", "t.all"]))).toEqual([
    "t.account.old is unused",
    "t.account.title is empty in Deutsch",
    "t.account.of is of another kind in Deutsch",
    "t.all.b is missing in Deutsch",
    "t.account.alt is in Deutsch only",
  ]);
});
