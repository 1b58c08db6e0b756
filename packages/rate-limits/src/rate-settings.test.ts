import { ConfigError, readConfig } from "@hubbub/service-runtime";
import { expect, test } from "vitest";
import { rateSettings } from "./rate-settings.ts";

const settings = rateSettings(["messages", "rooms"]);

test("a limit has its standard rate until its setting says otherwise", () => {
  expect(readConfig({ LIMIT_ROOMS: "3/60:5" }, settings)).toEqual({
    messages: { count: 20, seconds: 10, burst: 40 },
    rooms: { count: 3, seconds: 60, burst: 5 },
  });
});

test("a setting that is no rate is named, with what it must be", () => {
  const read = () => readConfig({ LIMIT_ROOMS: "many" }, settings);
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/LIMIT_ROOMS.* must be count\/seconds .* such as 20\/10:40, not "many"/);
});
