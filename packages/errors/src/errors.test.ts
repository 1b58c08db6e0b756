import { expect, test } from "vitest";
import { AppError, assertNoFieldErrors, toAppError } from "./app-error.ts";
import { type ErrorCode, errorCatalogue } from "./catalogue.ts";
import { fromGrpcStatus, grpcErrorMetadataKey, toGrpcStatus } from "./grpc-error.ts";
import { toProblem } from "./to-problem.ts";

const codes = Object.keys(errorCatalogue) as ErrorCode[];

test.each(codes)("%s crosses gRPC whole", (code) => {
  const error = new AppError(code, "Not that – é😀", { field: "room_id", retryAfterMs: 250 });
  const status = toGrpcStatus(error);
  const carried = status.metadata[grpcErrorMetadataKey];
  expect(carried, "gRPC metadata is printable ASCII").toMatch(/^[\x20-\x7e]+$/);
  const back = fromGrpcStatus({ code: status.code, details: status.details, carried });
  expect(back).toMatchObject({ code, message: error.message, fields: error.fields, retryAfterMs: 250 });
});

test("a gRPC failure without a catalogue code is unavailable if the peer is away, else internal", () => {
  expect(fromGrpcStatus({ code: 14, details: "", carried: undefined }).code).toBe("unavailable");
  expect(fromGrpcStatus({ code: 4, details: "", carried: undefined }).code).toBe("unavailable");
  expect(fromGrpcStatus({ code: 2, details: "", carried: "%7Bnot json" }).code).toBe("internal");
  expect(fromGrpcStatus({ code: 2, details: "", carried: encodeURIComponent('{"code":"__proto__"}') }).code).toBe(
    "internal",
  );
});

test("an unknown error becomes internal and keeps its cause to itself", () => {
  const cause = new Error("password=hunter2");
  const error = toAppError(cause);
  expect(error.cause).toBe(cause);
  expect(JSON.stringify(toProblem(error))).not.toContain("hunter2");
  expect(toProblem(error)).toMatchObject({ status: 500, code: "internal" });
});

test("every wrong field is named in one error", () => {
  const fields = [
    { field: "email", code: "invalid_argument", message: "The email address needs an @" },
    { field: "password", code: "invalid_argument", message: "The password is shorter than 8 characters" },
  ] as const;
  expect(() => assertNoFieldErrors([])).not.toThrow();
  expect(() => assertNoFieldErrors(fields)).toThrow(expect.objectContaining({ code: "invalid_argument", fields }));
});
