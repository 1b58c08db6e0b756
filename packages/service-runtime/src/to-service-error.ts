import { Metadata, type ServiceError } from "@grpc/grpc-js";
import { type AppError, toGrpcStatus } from "@hubbub/errors";

/** The error as grpc-js sends it: status and details, and the catalogue's code and fields in the trailing metadata. */
export function toServiceError(error: AppError): ServiceError {
  const { code, details, metadata } = toGrpcStatus(error);
  const trailer = new Metadata();
  for (const [key, value] of Object.entries(metadata)) trailer.set(key, value);
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the catalogue holds the numbers of google.rpc.Code
  return Object.assign(new Error(details), { code, details, metadata: trailer });
}
