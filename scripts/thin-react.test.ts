import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const react = readFileSync("node_modules/react-dom/cjs/react-dom-client.production.js", "utf8");
/** What the build of the page leaves out of React DOM. */
const leftOut =
  /\b(?:ViewTransition|Activity|SuspenseList|hydrateRoot|useActionState|useFormState|useFormStatus|requestFormReset|preinit|preinitModule|preloadModule|preconnect|prefetchDNS)\b|<(?:link|style|script|title|meta)[\s>]|<form[^>]*\saction=|\sformAction=|<Fragment[^>]*\sref=|import \{[^}]*\bpreload\b[^}]*\} from "react-dom"/;

test("what the build of the page empties is in this release of React DOM, each once", () => {
  const [, list = ""] = readFileSync("apps/web/thin-react.ts", "utf8").split("const leftOut = ");
  const names = [...list.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name);
  expect(names).toContain("startViewTransition");
  expect(names.filter((name) => react.split(new RegExp(`^function ${name}\\(`, "m")).length !== 2)).toEqual([]);
});

test("the page, and what it is made of, asks for nothing of that", () => {
  expect("<ViewTransition name={name}>").toMatch(leftOut);
  const sources = globSync(["apps/web/src/**/*.{ts,tsx}", "node_modules/{virtua/lib/index,frimousse/dist/index}.js"]);
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.filter((file) => leftOut.test(withoutComments(readFileSync(file, "utf8"))))).toEqual([]);
});

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
}
