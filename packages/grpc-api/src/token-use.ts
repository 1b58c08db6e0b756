/** Whether a REST route takes a bearer token: it must come, it may come, or it is not looked at. */
export type TokenUse = "needed" | "optional" | "none";

/**
 * Of an rpc, as `package.Service.Method`. The one list of what strangers may call: the gateways answer everything else with
 * 401 before they read it, and the OpenAPI document says so.
 */
export function tokenUse(rpc: string): TokenUse {
  return exceptions[rpc] ?? "needed";
}

export const exceptions: Readonly<Record<string, Exclude<TokenUse, "needed">>> = {
  "hubbub.user.v1.UserService.Register": "none",
  "hubbub.user.v1.UserService.Login": "none",
  "hubbub.user.v1.UserService.Refresh": "none",
  "hubbub.user.v1.UserService.GetJwks": "none",
  // A refresh token does as well.
  "hubbub.user.v1.UserService.Logout": "optional",
};
