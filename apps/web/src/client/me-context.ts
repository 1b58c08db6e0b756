import type { User } from "@hubbub/client";
import { createContext } from "react";

/** Who is signed in; set below the sign-in gate. */
export const MeContext = createContext<User | undefined>(undefined);
