/** Loaded before a service: its clock is LATE_MS behind. */
const lateMs = Number(process.env["LATE_MS"]);
const nowMs = Date.now;
Date.now = () => nowMs() - lateMs;
globalThis.Date = new Proxy(Date, {
  construct: (real, given: readonly unknown[], called) =>
    Reflect.construct(real, given.length === 0 ? [Date.now()] : given, called) as Date,
});
