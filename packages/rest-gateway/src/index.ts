export { clientAddress } from "./http/client-address.ts";
export { listenHttp, type ListeningApp } from "./listen-http.ts";
export { buildOpenApi, type OpenApiInfo } from "./open-api/build-open-api.ts";
export { openApiRoutes } from "./open-api/open-api-routes.ts";
export type { PlainAnswer, PlainRequest, PlainRoute } from "./plain-route.ts";
export { registerRestRoutes } from "./register-rest-routes.ts";
export type { RestOptions, RestService } from "./rest-options.ts";
