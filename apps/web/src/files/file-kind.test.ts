import { expect, test } from "vitest";
import { codeLanguage, fileKind } from "./file-kind.ts";

test.each([
  ["cat.png", "image/png", "picture"],
  ["drawing.svg", "image/svg+xml", "picture"],
  ["film.mp4", "video/mp4", "video"],
  ["song.ogg", "audio/ogg", "audio"],
  ["plan.pdf", "application/pdf", "pdf"],
  ["notes.txt", "text/plain", "text"],
  ["main.ts", "text/plain; charset=utf-8", "code"],
  ["Dockerfile", "text/plain", "code"],
  ["package.json", "application/json", "code"],
  ["all.zip", "application/zip", "archive"],
  ["all.tar.gz", "application/gzip", "archive"],
  ["budget.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "table"],
  ["talk.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "slides"],
  ["letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "document"],
  ["letter.odt", "application/vnd.oasis.opendocument.text", "document"],
  ["data.bin", "application/octet-stream", "other"],
  // The name does not decide.
  ["cat.png", "application/octet-stream", "other"],
  ["main.ts", "video/mp2t", "video"],
] as const)("%j of the type %s is %s", (name, content_type, kind) => {
  expect(fileKind({ name, content_type })).toBe(kind);
});

test.each([
  ["main.rs", "rs"],
  ["Makefile", "makefile"],
  ["notes.txt", undefined],
  ["README", undefined],
])("the language of %j is %j", (name, language) => {
  expect(codeLanguage(name)).toBe(language);
});
