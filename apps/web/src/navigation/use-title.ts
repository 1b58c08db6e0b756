import { useEffect } from "react";

/** The tab's title while the component is shown. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title === undefined ? "hubbub" : `${title} · hubbub`;
    return () => {
      document.title = "hubbub";
    };
  }, [title]);
}
