import { createContext } from "react";

/** Whether somebody has this name, in lower case: only then `@name` is shown as a mention. Until somebody tells, all have. */
export const KnownNames = createContext<(name: string) => boolean>(() => true);
