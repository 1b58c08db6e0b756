import { expect, test } from "vitest";
import { emailProblem } from "./email.ts";

test.each([
  "ada@example.org",
  "Ada.Lovelace+chat@mail.example.co.uk",
  "o'brien@example.org",
  "użytkownik@przykład.pl",
  `${"a".repeat(64)}@example.org`,
])("%s is an email address", (email) => {
  expect(emailProblem(email)).toBeUndefined();
});

test.each([
  ["", /needed/],
  ["ada", /looks like/],
  ["ada@", /looks like/],
  ["@example.org", /looks like/],
  ["ada@example", /looks like/],
  ["ada@example..org", /looks like/],
  ["ada@-example.org", /looks like/],
  [".ada@example.org", /looks like/],
  ["ada@lovelace@example.org", /looks like/],
  ["<script>@example.org", /looks like/],
  ['"ada"@example.org', /looks like/],
  [`${"a".repeat(65)}@example.org`, /looks like/],
  ["ada @example.org", /white space/],
  ["ada@example.org\r\nBcc: all@example.org", /white space/],
  ["ada\0@example.org", /U\+0000/],
  ["ada\ud800@example.org", /surrogate/],
  [`ada@${"example.".repeat(40)}org`, /at most 254/],
])("%j is none, and is told why", (email, why) => {
  expect(emailProblem(email)).toMatch(why);
});
