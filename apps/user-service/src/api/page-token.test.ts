import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodePageToken, encodePageToken } from "./page-token.ts";

const shapes = [/^[a-z]+$/, /^\d+$/];

test("a token brings back the place that it was made of", () => {
  const part = fc.stringMatching(/^[a-z]{1,20}$/);
  fc.assert(
    fc.property(part, fc.nat(), (name, number) => {
      const place = [name, String(number)];
      expect(decodePageToken(encodePageToken(place), shapes)).toEqual(place);
    }),
  );
});

test("any other text is refused, not misread", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decodePageToken(text, shapes)).toBeUndefined();
    }),
  );
});

test.each([
  ["another shape", encodePageToken(["ADA", "1"])],
  ["too few parts", encodePageToken(["ada"])],
  ["too many parts", encodePageToken(["ada", "1", "2"])],
  ["parts that are no text", Buffer.from('["ada",1]').toString("base64url")],
  ["padding", `${encodePageToken(["ada", "1"])}=`],
  ["other JSON", Buffer.from('{"0":"ada","1":"1","length":2}').toString("base64url")],
])("a token with %s is refused", (_, token) => {
  expect(decodePageToken(token, shapes)).toBeUndefined();
});
