import type { Plugin } from "vite";

/**
 * React DOM without what the page never asks it for: its functions stay, with nothing in them, and what they alone used goes.
 * `scripts/thin-react.test.ts` holds the page to it.
 */
export function thinReact(): Plugin {
  return {
    name: "thin-react",
    apply: "build",
    transform: {
      filter: { id: /react-dom-client\.production\.js$/ },
      handler: (code) => ({ code: thin(code), map: null }),
    },
  };
}

/** React DOM's client as it is published, without those parts; throws where a release has other ones. */
function thin(code: string): string {
  const methods = /^(?:FragmentInstance|ViewTransitionPseudoElement)\.prototype\.\w+ = function [\s\S]*?^\};\n/gm;
  const withoutMethods = code.replaceAll(methods, "").replace(/^exports\.hydrateRoot = function [\s\S]*?^\};\n/m, "");
  return Object.values(leftOut)
    .flat()
    .reduce((rest, name) => {
      const [head, ...others] = rest.split(new RegExp(`^function ${name}\\([\\s\\S]*?^\\}\\n`, "m"));
      if (head === undefined || others.length !== 1) throw new Error(`This release of React has no ${name}`);
      return `${head}function ${name}() {}\n${others.join("")}`;
    }, withoutMethods);
}

/** The functions that do nothing, or are not called, where a page does not use the feature. */
const leftOut = {
  "<ViewTransition>": [
    "applyViewTransitionName",
    "applyViewTransitionToHostInstances",
    "applyViewTransitionToHostInstancesRecursive",
    "commitAfterMutationEffectsOnFiber",
    "commitAppearingPairViewTransitions",
    "commitDeletedPairViewTransitions",
    "commitEnterViewTransitions",
    "commitExitViewTransitions",
    "commitNestedViewTransitions",
    "createViewTransitionInstance",
    "measureNestedViewTransitions",
    "measureViewTransitionHostInstancesRecursive",
    "restoreEnterOrExitViewTransitions",
    "restoreNestedViewTransitions",
    "restorePairedViewTransitions",
    "restoreViewTransitionName",
    "restoreViewTransitionOnHostInstances",
    "scheduleViewTransitionEvent",
    "startViewTransition",
  ],
  "the ref of a <Fragment>": [
    "commitNewChildToFragmentInstance",
    "deleteChildFromFragmentInstance",
    "validateDocumentPositionWithFiberTree",
  ],
  "hydration of what a server drew": [
    "attemptExplicitHydrationTarget",
    "canHydrateHydrationBoundary",
    "canHydrateInstance",
    "canHydrateTextInstance",
    "clearHydrationBoundary",
    "getHydratableHoistableCache",
    "getNextHydratableInstanceAfterHydrationBoundary",
    "hideOrUnhideDehydratedBoundary",
    "mountHostRootWithoutHydrating",
    "popHydrationState",
    "prepareToHydrateHostInstance",
    "retryActivityComponentWithoutHydrating",
    "retryDehydratedSuspenseBoundary",
    "retrySuspenseComponentWithoutHydrating",
    "updateDehydratedSuspenseComponent",
  ],
  "<Activity> and <SuspenseList>": ["updateActivityComponent", "updateSuspenseListComponent"],
  "style sheets and scripts that components bring, and what is loaded for them": [
    "acquireResource",
    "adoptPreloadPropsForScript",
    "adoptPreloadPropsForStylesheet",
    "createHoistableInstance",
    "getResource",
    "insertStylesheet",
    "insertStylesheetIntoRoot",
    "insertSuspendedStylesheets",
    "mountHoistable",
    "preconnectAs",
    "preinitModuleScript",
    "preinitScript",
    "preinitStyle",
    "preload",
    "preloadModule",
    "preloadStylesheet",
    "suspendResource",
  ],
  "actions of forms": [
    "dispatchActionState",
    "mountActionState",
    "rerenderActionState",
    "runActionStateAction",
    "startHostTransition",
    "updateActionStateImpl",
  ],
};
