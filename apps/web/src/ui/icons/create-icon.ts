import type { IconNode, LucideProps } from "lucide-react";
import { createElement } from "react";

/**
 * Stands in for what makes lucide's icons (vite.config.ts): lucide's own also serves names, aliases and contexts, which nobody
 * here uses, and weighs as much as a dozen icons.
 */
export function createIcon({ node, isMirrored }: { readonly node: IconNode; readonly isMirrored?: true }) {
  return function Icon({ size = 24, strokeWidth = 2, className = "", ...rest }: LucideProps) {
    const look = { viewBox: "0 0 24 24", width: size, height: size, fill: "none", stroke: "currentColor", strokeWidth };
    const round = { strokeLinecap: "round", strokeLinejoin: "round" };
    const names = `lucide ${isMirrored ? "mirrored" : ""} ${className}`;
    const shapes = node.map(([tag, attributes]) => createElement(tag, attributes));
    return createElement("svg", { ...look, ...round, className: names, ...rest }, ...shapes);
  };
}
