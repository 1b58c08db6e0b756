import { useContext } from "react";
import { type Say, ToastContext } from "./toast-context.ts";

export function useToast(): Say {
  const say = useContext(ToastContext);
  if (say === undefined) throw new Error("There are no Toasts above");
  return say;
}
