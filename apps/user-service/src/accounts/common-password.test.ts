import { expect, test } from "vitest";
import { isCommonPassword } from "./common-password.ts";

test.each([
  "password",
  "12345678",
  "qwertyuiop",
  "trustno1",
  "PassWord",
  "ｐａｓｓｗｏｒｄ",
  "pa55w0rd",
  "Passw0rd!",
  "P@$$w0rd",
  "password2026",
  "Iloveyou_1",
  "sunshine!!",
])("%s is tried first by everybody", (password) => {
  expect(isCommonPassword(password)).toBe(true);
});

test.each([
  "correct horse battery",
  "a new password",
  "another long password",
  "load-load-1-1-password",
  "tr0ub4dor&3x",
  "password of mine",
  "2026-11-29 08:15",
  "passwort-und-salz",
])("%s is not", (password) => {
  expect(isCommonPassword(password)).toBe(false);
});
