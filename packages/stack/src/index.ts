export { freePort } from "./processes/free-port.ts";
