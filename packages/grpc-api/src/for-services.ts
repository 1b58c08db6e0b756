/**
 * Whether an rpc, as `package.Service.Method`, is for hubbub's own services: whoever calls it gives the services' secret in
 * the place of a person's token. Every other one is for people, over gRPC as over REST.
 */
export function isForServices(rpc: string): boolean {
  return forServices.has(rpc);
}

/** A test holds it to the protos: these are the rpcs without a REST route. */
export const forServices: ReadonlySet<string> = new Set([
  "hubbub.user.v1.UserService.BatchGetUsers",
  "hubbub.user.v1.UserService.ListSigningKeys",
  "hubbub.user.v1.UserService.ListDeletedAccounts",
  "hubbub.user.v1.UserService.ExportAccount",
  "hubbub.user.v1.UserService.RecordAuditEvents",
  "hubbub.user.v1.UserService.SetAvatar",
  "hubbub.user.v1.RevocationService.WatchRevocations",
]);
