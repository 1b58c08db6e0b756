import type { HubbubClient } from "@hubbub/client";
import { createContext } from "react";

export const ClientContext = createContext<HubbubClient | undefined>(undefined);
