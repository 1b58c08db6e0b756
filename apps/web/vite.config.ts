import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { thinReact } from "./thin-react.ts";

/** Where `npm run dev` finds a running hubbub. */
const backend = "http://localhost:8080";

const peoplePanel =
  /src\/(?:people\/panel\/(?!ban|use-bans)|people\/actions\/is-muted|ui\/waiting\/waiting-note)|icons\/mic-off/;

export default defineConfig({
  plugins: [react(), tailwindcss(), thinIcons(), thinReact(), plainCalls(), plainImports()],
  build: {
    // Data URLs would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    // What loads later says itself when (src/ui/later), and has few files below it.
    modulePreload: false,
    rolldownOptions: {
      // A page checks no frame: with these it is spared the schemas and what makes them. No code of ours, of React or of virtua
      // reads a property for what the reading does. The names count wherever they are written, methods of a variable too: they are
      // names that nobody else has (`scripts/pure-names.test.ts`).
      treeshake: {
        manualPureFunctions: ["Type", "logFrame", "answerFrame", "signalFrame"],
        propertyReadSideEffects: false,
      },
      output: {
        codeSplitting: {
          groups: [
            // What comes first comes in one piece, which packs better than many.
            { name: "first", tags: ["$initial"], priority: 3 },
            // Beside the conversation where there is room: with what else needs parts of it, that would not come alone.
            { name: "people", test: peoplePanel, priority: 2 },
            // So that only what is opened first waits for more than a file of its own.
            { name: "shared", minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": backend,
      "/ws": { target: backend, ws: true },
    },
  },
});

/** What points along the line points the other way where that runs from right to left (`mirrored` in app.css). */
const pointsAlong = /^(?:(?:arrow|chevron)-(?:left|right)|log-out|reply|send-horizontal)$/;

/** Lucide's icons made by `create-icon.ts`, and without the keys and names in them, which are noise that does not pack. */
function thinIcons(): Plugin {
  const createIcon = `${import.meta.dirname}/src/ui/icons/create-icon.ts`;
  return {
    name: "thin-icons",
    transform: {
      filter: { id: /lucide-react\/dist\/esm\/icons\// },
      handler: (code) => ({
        code: code
          .replace(
            /import createLucideIcon from [^;]+/,
            `import { createIcon as createLucideIcon } from "${createIcon}"`,
          )
          .replaceAll(/(?:, )?key: "[^"]*"/g, "")
          .replace(/name: "([^"]*)",\s*size: 24,/, (_, name: string) =>
            pointsAlong.test(name) ? "isMirrored: true," : "",
          ),
        map: null,
      }),
    },
  };
}

/**
 * React's functions under names of their own: as members of a CommonJS module each of a thousand calls would name that, too.
 */
function plainCalls(): Plugin {
  const mark = "\0plain:";
  return {
    name: "plain-calls",
    apply: "build",
    enforce: "pre",
    resolveId: (source, importer, { kind }) =>
      /^react(?:\/jsx-runtime)?$/.test(source) && kind === "import-statement" && !importer?.startsWith(mark)
        ? mark + source
        : null,
    load: async (id) => {
      if (!id.startsWith(mark)) return null;
      const source = id.slice(mark.length);
      const { default: names } = (await import(source)) as { default: object };
      const consts = Object.keys(names).map((name) => `export const ${name} = made.${name};`);
      return `import made from "${source}"; ${consts.join(" ")} export default made;`;
    },
  };
}

/**
 * Parts that load later as `import` itself: Vite wraps each in what would load its style sheets and its imports first, of which
 * there are none.
 */
function plainImports(): Plugin {
  return {
    name: "plain-imports",
    apply: "build",
    configResolved: ({ plugins }) => {
      const at = plugins.findIndex(({ name }) => name === "native:import-analysis-build");
      if (at < 0) throw new Error("This release of Vite has another plugin for that");
      (plugins as Plugin[]).splice(at, 1);
    },
  };
}
