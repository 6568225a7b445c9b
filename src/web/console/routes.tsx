// The map: every address of the console and the page it shows. Pages load when they are first gone to. Those
// of a workspace stand in workspace-pages.ts. It never fetches for a page; it only finds out who is signed in
// before a workspace opens.
//   /w/ws_…/sales?state=refunded → pages/sales.tsx inside frame/frame.tsx
import type { QueryClient } from "@tanstack/react-query";
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { isProblem } from "../parts/problem-facts.ts";
import { wantWords } from "../words/languages.ts";
import { overviewAddress } from "./addresses.ts";
import { sessionQuery } from "./data/session.ts";
import { Frame } from "./frame/frame.tsx";
import { lastWorkspace } from "./frame/last-workspace.ts";
import { Failed, Lost } from "./frame/lost.tsx";
import { textSearch, workspacePages } from "./workspace-pages.ts";

interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: Lost,
  errorComponent: Failed,
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async ({ context }) => {
    const session = await readSession(context.queries, "/");
    const last = lastWorkspace.pick(session.workspaces);
    const elsewhere = session.parties.length > 0 ? "/partner" : "/no-workspace";
    throw redirect({ to: last ? overviewAddress(last.id) : elsewhere, replace: true });
  },
});

/** What the door says, it shares with the account. */
const wantDoorWords = () => wantWords("door");

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string } =>
    typeof search.next === "string" ? { next: search.next } : {},
  beforeLoad: wantDoorWords,
  component: lazyRouteComponent(() => import("./pages/sign-in/sign-in.tsx"), "SignIn"),
});

const signInLink = createRoute({
  getParentRoute: () => root,
  path: "/sign-in/link",
  beforeLoad: wantDoorWords,
  component: lazyRouteComponent(() => import("./pages/sign-in/sign-in-link.tsx"), "SignInLink"),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  beforeLoad: wantDoorWords,
  component: lazyRouteComponent(() => import("./pages/sign-in/set-up.tsx"), "SetUp"),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: "/invite",
  beforeLoad: wantDoorWords,
  component: lazyRouteComponent(() => import("./pages/sign-in/invite.tsx"), "InvitePage"),
});

const confirmAddress = createRoute({
  getParentRoute: () => root,
  path: "/confirm-address",
  beforeLoad: wantDoorWords,
  component: lazyRouteComponent(() => import("./pages/sign-in/confirm-address.tsx"), "ConfirmAddress"),
});

/** Where the foot of a mail leads: no session is needed. */
const mailSwitch = createRoute({
  getParentRoute: () => root,
  path: "/mails",
  beforeLoad: wantDoorWords,
  component: lazyRouteComponent(() => import("./pages/account/mail-switch.tsx"), "MailSwitchPage"),
});

const noWorkspace = createRoute({
  getParentRoute: () => root,
  path: "/no-workspace",
  beforeLoad: wantDoorWords,
  component: lazyRouteComponent(() => import("./pages/sign-in/no-workspace.tsx"), "NoWorkspace"),
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: "/w/$workspace",
  beforeLoad: async ({ context, location }) => {
    await readSession(context.queries, location.href);
  },
  component: Frame,
  notFoundComponent: Lost,
});

/** Mine, not a business's: asks who is there before it opens. */
const mine = createRoute({
  getParentRoute: () => root,
  id: "mine",
  validateSearch: textSearch,
  beforeLoad: async ({ context, location }) => {
    await Promise.all([readSession(context.queries, location.href), wantDoorWords()]);
  },
  component: Outlet,
});

const minePages = [
  createRoute({
    getParentRoute: () => mine,
    path: "/account",
    component: lazyRouteComponent(() => import("./pages/account/profile.tsx"), "Profile"),
  }),
  createRoute({
    getParentRoute: () => mine,
    path: "/account/security",
    component: lazyRouteComponent(() => import("./pages/account/security.tsx"), "Security"),
  }),
  createRoute({
    getParentRoute: () => mine,
    path: "/account/sessions",
    component: lazyRouteComponent(() => import("./pages/account/sessions.tsx"), "Sessions"),
  }),
  createRoute({
    getParentRoute: () => mine,
    path: "/account/mails",
    component: lazyRouteComponent(() => import("./pages/account/mails.tsx"), "Mails"),
  }),
  createRoute({
    getParentRoute: () => mine,
    path: "/operator",
    beforeLoad: () => wantWords("operator"),
    component: lazyRouteComponent(() => import("./pages/operator/operator.tsx"), "Operator"),
  }),
];

/** Every part in all its states, for those who build: not in what is shipped. */
const parts =
  import.meta.env.MODE === "production"
    ? []
    : [
        createRoute({
          getParentRoute: () => root,
          path: "/parts",
          component: lazyRouteComponent(() => import("./pages/part-samples/parts.tsx"), "Parts"),
        }),
      ];

async function readSession(queries: QueryClient, next: string) {
  try {
    return await queries.ensureQueryData(sessionQuery);
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error;
    throw redirect({ to: "/sign-in", search: next === "/" ? {} : { next }, replace: true });
  }
}

/** Pages that stand beside the console under the same root: the portal's. */
export type BesidePages = (parent: typeof root) => AnyRoute[];

export function makeRouter(queries: QueryClient, beside: BesidePages) {
  const tree = root.addChildren([
    home,
    signIn,
    signInLink,
    setUp,
    invite,
    confirmAddress,
    mailSwitch,
    noWorkspace,
    workspace.addChildren(workspacePages(workspace)),
    mine.addChildren(minePages),
    ...beside(root),
    ...parts,
  ]);
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    // Filters stay readable in the address: ?state=refunded, never quoted JSON.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const pairs = Object.entries(search).flatMap(([key, value]) =>
        value === undefined || value === null || value === "" ? [] : [[key, String(value)]],
      );
      return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs as [string, string][])}`;
    },
  });
}
