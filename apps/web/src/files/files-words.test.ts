import { expect, test } from "vitest";
import { filesWords } from "./files-words.ts";

const cat = { name: "cat.png", content_type: "image/png" };
const song = { name: "song.mp3", content_type: "audio/mpeg" };
const film = { name: "film.mp4", content_type: "video/mp4" };
const plan = { name: "plan.pdf", content_type: "application/pdf" };

test.each([
  [[cat], "Picture: cat.png"],
  [[film], "Video: film.mp4"],
  [[song], "Audio: song.mp3"],
  [[plan], "File: plan.pdf"],
  [[cat, cat], "2 pictures"],
  [[cat, plan, song], "3 files"],
  [[song, song], "2 files"],
  [[], "Files"],
])("%j is %j", (files, words) => {
  expect(filesWords(files)).toBe(words);
});

test("a name in Arabic is set apart from the words before it", () => {
  expect(filesWords([{ ...cat, name: "قطة.png" }])).toBe("Picture: \u2068قطة.png\u2069");
});

test("marks that turn the direction of what follows are no part of what is shown", () => {
  expect(filesWords([{ ...plan, name: "harmless\u202Efdp.exe" }])).toBe("File: harmlessfdp.exe");
});
