export type { Program } from "./stack/find-programs.ts";
export { readStackSettings, type StackSettings } from "./stack/settings.ts";
export { readEnvironment } from "./stack/read-environment.ts";
export { readStackFile, type StackFile } from "./stack/stack-file.ts";
export { type RunningStack, type StackOptions, startStack } from "./stack/start-stack.ts";
export { type CpuProfile, selfTimes, topFunctions } from "./profile/self-times.ts";
export { freePort } from "./processes/free-port.ts";
