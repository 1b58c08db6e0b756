import { createContext } from "react";

/** Says that something is done, for a moment and to screen readers too. */
export type Say = (text: string) => void;

export const ToastContext = createContext<Say | undefined>(undefined);
