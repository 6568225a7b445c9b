// The map: every address of the console and the page it shows. Pages load when they are first gone to.
// It never fetches for a page; it only finds out who is signed in before a workspace opens.
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
import { overviewAddress, settingsAddress } from "./addresses.ts";
import { sessionQuery } from "./data/session.ts";
import { Frame } from "./frame/frame.tsx";
import { Failed, Lost } from "./frame/lost.tsx";

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
    const [first] = session.workspaces;
    const elsewhere = session.parties.length > 0 ? "/partner" : "/no-workspace";
    throw redirect({ to: first ? overviewAddress(first.id) : elsewhere, replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string } =>
    typeof search.next === "string" ? { next: search.next } : {},
  component: lazyRouteComponent(() => import("./pages/sign-in/sign-in.tsx"), "SignIn"),
});

const signInLink = createRoute({
  getParentRoute: () => root,
  path: "/sign-in/link",
  component: lazyRouteComponent(() => import("./pages/sign-in/sign-in-link.tsx"), "SignInLink"),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(() => import("./pages/sign-in/set-up.tsx"), "SetUp"),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: "/invite",
  component: lazyRouteComponent(() => import("./pages/sign-in/invite.tsx"), "InvitePage"),
});

const confirmAddress = createRoute({
  getParentRoute: () => root,
  path: "/confirm-address",
  component: lazyRouteComponent(() => import("./pages/sign-in/confirm-address.tsx"), "ConfirmAddress"),
});

const noWorkspace = createRoute({
  getParentRoute: () => root,
  path: "/no-workspace",
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

/** Search parameters stay text: each page reads the ones it knows. */
const textSearch = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      typeof value === "string" || typeof value === "number" ? [[key, String(value)]] : [],
    ),
  );

const inWorkspace = { getParentRoute: () => workspace, validateSearch: textSearch };

const pages = [
  createRoute({
    ...inWorkspace,
    path: "/",
    component: lazyRouteComponent(() => import("./pages/overview/overview.tsx"), "Overview"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/sales",
    component: lazyRouteComponent(() => import("./pages/sales/sales.tsx"), "Sales"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/sales/new",
    component: lazyRouteComponent(() => import("./pages/sales/new-sale.tsx"), "NewSale"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/sales/$sale",
    component: lazyRouteComponent(() => import("./pages/sales/sale.tsx"), "SalePage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/products",
    component: lazyRouteComponent(() => import("./pages/products/products.tsx"), "Products"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/products/new",
    component: lazyRouteComponent(() => import("./pages/products/new-product.tsx"), "NewProduct"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/products/$product",
    component: lazyRouteComponent(() => import("./pages/products/product.tsx"), "ProductPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/products/$product/edit",
    component: lazyRouteComponent(() => import("./pages/products/edit-product.tsx"), "EditProduct"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/products/$product/contracts/new",
    component: lazyRouteComponent(() => import("./pages/products/record-contract.tsx"), "RecordContract"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/proposals",
    component: lazyRouteComponent(() => import("./pages/contracts/proposals.tsx"), "Proposals"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/proposals/new",
    component: lazyRouteComponent(() => import("./pages/contracts/invite-partner.tsx"), "InvitePartner"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/proposals/$proposal",
    component: lazyRouteComponent(() => import("./pages/contracts/proposal.tsx"), "ProposalPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/contracts/$contract",
    component: lazyRouteComponent(() => import("./pages/contracts/contract.tsx"), "ContractPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/contracts/$contract/amend",
    component: lazyRouteComponent(() => import("./pages/contracts/amend-contract.tsx"), "AmendContract"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/contracts/$contract/end",
    component: lazyRouteComponent(() => import("./pages/contracts/end-contract.tsx"), "EndContract"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/contracts/$contract/agreements/$version",
    component: lazyRouteComponent(() => import("./pages/contracts/agreement.tsx"), "AgreementPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/parties",
    component: lazyRouteComponent(() => import("./pages/parties/parties.tsx"), "Parties"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/parties/$party",
    component: lazyRouteComponent(() => import("./pages/parties/party.tsx"), "PartyPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/ledger",
    component: lazyRouteComponent(() => import("./pages/ledger/ledger.tsx"), "Ledger"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/ledger/accounts/$account",
    component: lazyRouteComponent(() => import("./pages/ledger/account.tsx"), "AccountPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/ledger/entries/$entry",
    component: lazyRouteComponent(() => import("./pages/ledger/entry.tsx"), "EntryPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/ledger/verifications/$verification",
    component: lazyRouteComponent(() => import("./pages/ledger/verification.tsx"), "VerificationPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/imports",
    component: lazyRouteComponent(() => import("./pages/imports/imports.tsx"), "Imports"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/imports/new",
    component: lazyRouteComponent(() => import("./pages/imports/new-import.tsx"), "NewImport"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/imports/$import",
    component: lazyRouteComponent(() => import("./pages/imports/import.tsx"), "ImportPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/parked",
    component: lazyRouteComponent(() => import("./pages/sources/parked.tsx"), "Parked"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/sources",
    component: lazyRouteComponent(() => import("./pages/sources/sources.tsx"), "Sources"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/sources/$source",
    component: lazyRouteComponent(() => import("./pages/sources/source.tsx"), "SourcePage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/sources/$source/connect",
    component: lazyRouteComponent(() => import("./pages/sources/connect-source.tsx"), "ConnectSource"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/messages",
    component: lazyRouteComponent(() => import("./pages/sources/messages.tsx"), "Messages"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/messages/$delivery",
    component: lazyRouteComponent(() => import("./pages/sources/delivery.tsx"), "DeliveryPage"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings",
    beforeLoad: ({ params }) => {
      throw redirect({ to: settingsAddress(params.workspace, "business"), replace: true });
    },
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/business",
    component: lazyRouteComponent(() => import("./pages/settings/business.tsx"), "Business"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/fees",
    component: lazyRouteComponent(() => import("./pages/settings/fees.tsx"), "Fees"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/sharing",
    component: lazyRouteComponent(() => import("./pages/settings/sharing.tsx"), "Sharing"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/team",
    component: lazyRouteComponent(() => import("./pages/settings/team.tsx"), "Team"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/keys",
    component: lazyRouteComponent(() => import("./pages/settings/keys.tsx"), "Keys"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/webhooks",
    component: lazyRouteComponent(() => import("./pages/settings/webhooks.tsx"), "Webhooks"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/webhooks/$endpoint",
    component: lazyRouteComponent(() => import("./pages/settings/webhook.tsx"), "Webhook"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/audit",
    component: lazyRouteComponent(() => import("./pages/settings/audit.tsx"), "Audit"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/support",
    component: lazyRouteComponent(() => import("./pages/settings/support.tsx"), "Support"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/settings/export",
    component: lazyRouteComponent(() => import("./pages/settings/export.tsx"), "Export"),
  }),
  createRoute({
    ...inWorkspace,
    path: "/first-steps",
    component: lazyRouteComponent(() => import("./pages/first-run/first-run.tsx"), "FirstRunPage"),
  }),
];

/** Mine, not a business's: asks who is there before it opens. */
const mine = createRoute({
  getParentRoute: () => root,
  id: "mine",
  validateSearch: textSearch,
  beforeLoad: async ({ context, location }) => {
    await readSession(context.queries, location.href);
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
    path: "/operator",
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
    noWorkspace,
    workspace.addChildren(pages),
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
