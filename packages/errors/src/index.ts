export { AppError, type AppErrorOptions, assertNoFieldErrors, type FieldError, toAppError } from "./app-error.ts";
export { type ErrorCode, errorCatalogue, type ErrorKind, isErrorCode } from "./catalogue.ts";
export { fromGrpcStatus, type GrpcStatus, grpcErrorMetadataKey, toGrpcStatus } from "./grpc-error.ts";
export { type Problem, toProblem } from "./to-problem.ts";
