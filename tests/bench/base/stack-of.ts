import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { startStack } from "@hubbub/stack";

/** All that is taken of an earlier commit is what this exports as `startStack`. */
export const stackIndex = "packages/stack/src/index.ts";

/** Starts the hubbub whose clone is in `folder`, by its own launcher. */
export async function stackOf(folder: string): Promise<typeof startStack> {
  const stack = (await import(pathToFileURL(join(folder, stackIndex)).href)) as {
    startStack?: typeof startStack;
  };
  if (stack.startStack === undefined) throw new Error(`BASE is too old: its ${stackIndex} exports no startStack`);
  return stack.startStack;
}
