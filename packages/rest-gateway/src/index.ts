export { clientAddress } from "./http/client-address.ts";
export { listenHttp, type ListeningApp } from "./listen-http.ts";
export type { PlainAnswer, PlainRequest, PlainRoute } from "./plain-route.ts";
export { registerRestRoutes } from "./register-rest-routes.ts";
export type { RestOptions, RestService } from "./rest-options.ts";
