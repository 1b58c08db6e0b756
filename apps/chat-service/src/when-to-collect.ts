import { setFlagsFromString } from "node:v8";

/**
 * How far its heap may grow before all of it is collected again V8 takes from how fast it happened to collect it the last
 * time: after the start of an instance that is anything from 1.6 to 4 times what lives. So an instance that then lets
 * a thousand people in does it once more at a time that nobody can foresee (0.1 s of CPU), or not at all. With this it is
 * always twice what lives. An unknown flag is reported on stderr and ignored.
 */
export function timeCollection(): void {
  setFlagsFromString("--heap-growing-percent=100");
}
