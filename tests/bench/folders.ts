import { join } from "node:path";

/** Ignored by git: the generator's binary, the data of the servers, what each run measured, profiles. */
const scratch = join(import.meta.dirname, ".hubbub");

export const folders = {
  binary: join(scratch, "bin"),
  data: join(scratch, "data"),
  raw: join(scratch, "raw"),
  profiles: join(scratch, "profiles"),
} as const;
