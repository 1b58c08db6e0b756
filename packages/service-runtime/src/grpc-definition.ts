/** One method of a ts-proto grpc-js service, its types left open: unary, or one whose answers are a stream. */
export interface GrpcMethod {
  readonly path: string;
  readonly requestStream: false;
  readonly responseStream: boolean;
  readonly requestSerialize: (value: never) => Buffer;
  readonly requestDeserialize: (value: Buffer) => unknown;
  readonly responseSerialize: (value: never) => Buffer;
  readonly responseDeserialize: (value: Buffer) => unknown;
}

/** A generated service constant, such as `UserServiceService`. */
export type GrpcDefinition = Readonly<Record<string, GrpcMethod>>;

/** "/hubbub.user.v1.UserService/Register" → its two halves, the labels of the gRPC metrics. */
export function grpcMethodNames(path: string): { readonly service: string; readonly method: string } {
  const [, service = "", method = ""] = path.split("/");
  return { service, method };
}
