// The map of the portal: every address under /partner and the page it shows; /invitation, where a mail leads,
// and /p/…, the public page of a programme. Pages load when they are first gone to, so that a phone loads
// nothing of the console's.
//   /partner/party_…/sales?earned=true → pages/sales.tsx inside frame/frame.tsx
import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { sessionQuery } from "../data/session.ts";
import { isProblem } from "../parts/problem-facts.ts";
import { type WordsPart, wantWords, withWords } from "../words/languages.ts";
import { lastParty } from "./frame/last-party.ts";

interface Loading {
  context: { queries: { ensureQueryData: (query: typeof sessionQuery) => Promise<unknown> } };
  location: { href: string };
}

async function mustBeSignedIn({ context, location }: Loading): Promise<void> {
  try {
    await context.queries.ensureQueryData(sessionQuery);
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error;
    throw redirect({ to: "/sign-in", search: { next: location.href }, replace: true });
  }
}

/** Search parameters stay text: each page reads the ones it knows. */
const textSearch = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      typeof value === "string" || typeof value === "number" ? [[key, String(value)]] : [],
    ),
  );

/** What a page says beyond the common words and the portal's: by its path, or the first step of it. */
export const WORDS: Readonly<Record<string, readonly WordsPart[]>> = {
  "": ["agreements"],
  inbox: ["inbox"],
  requests: ["agreements"],
  products: ["agreements", "answers"],
  contracts: ["agreements"],
  "contracts/$contract": ["agreements", "answers"],
  agreements: ["agreements"],
  "sales/$sale": ["answers"],
  questions: ["answers"],
  payouts: ["payments"],
  statements: ["payments"],
  links: ["promoting"],
  coupons: ["answers"],
  "touched/$sale": ["answers"],
  "promote/$product": ["promoting"],
  recruits: ["promoting"],
  earnings: ["answers"],
};

/** Where a mail or a friend leads: no session is needed. */
function openRoutes(root: AnyRoute): AnyRoute[] {
  const invitation = createRoute({
    getParentRoute: () => root,
    path: "/invitation",
    beforeLoad: () => wantWords("portal", "agreements"),
    component: lazyRouteComponent(() => import("./pages/invitation/invitation.tsx"), "InvitationPage"),
  });
  const program = createRoute({
    getParentRoute: () => root,
    path: "/p/$slug",
    validateSearch: textSearch,
    beforeLoad: () => wantWords("portal", "promoting"),
    component: lazyRouteComponent(() => import("./pages/program/program-page.tsx"), "ProgramPage"),
  });
  return [invitation, program];
}

export function portalRoutes(root: AnyRoute): AnyRoute[] {
  const portal = createRoute({
    getParentRoute: () => root,
    path: "/partner",
    beforeLoad: async (loading) => {
      await Promise.all([mustBeSignedIn(loading as unknown as Loading), wantWords("portal")]);
    },
    component: lazyRouteComponent(() => import("./frame/frame.tsx"), "Frame"),
  });
  const page = (path: string, load: () => Promise<Record<string, unknown>>, name: string) => {
    const below = path.replace(/^\/(\$party\/)?/, "");
    const parts = WORDS[below] ?? WORDS[below.split("/")[0] ?? ""] ?? [];
    const both = () => withWords(load() as Promise<Record<string, () => null>>, ...parts);
    return createRoute({
      getParentRoute: () => portal,
      path,
      validateSearch: textSearch,
      component: lazyRouteComponent(both, name),
    });
  };
  const pages = [
    page("/", () => import("./pages/home/home.tsx"), "Home"),
    page("/inbox", () => import("./pages/inbox/inbox.tsx"), "InboxPage"),
    page("/$party/requests", () => import("./pages/requests/requests.tsx"), "Requests"),
    page("/$party/requests/$proposal", () => import("./pages/requests/request.tsx"), "RequestPage"),
    page("/$party/products", () => import("./pages/contracts/contracts.tsx"), "Contracts"),
    page("/$party/contracts/$contract", () => import("./pages/contracts/contract.tsx"), "ContractPage"),
    page("/$party/contracts/$contract/amend", () => import("./pages/contracts/amend.tsx"), "Amend"),
    page("/$party/contracts/$contract/end", () => import("./pages/contracts/end.tsx"), "End"),
    page(
      "/$party/contracts/$contract/agreements/$version",
      () => import("./pages/contracts/agreement.tsx"),
      "AgreementPage",
    ),
    page("/$party/agreements", () => import("./pages/contracts/agreements.tsx"), "Agreements"),
    page("/$party/sales", () => import("./pages/sales/sales.tsx"), "Sales"),
    page("/$party/sales/$sale", () => import("./pages/sales/sale.tsx"), "SalePage"),
    page("/$party/questions", () => import("./pages/questions/questions.tsx"), "Questions"),
    page("/$party/questions/$question", () => import("./pages/questions/question.tsx"), "QuestionPage"),
    page("/$party/accounts", () => import("./pages/accounts/accounts.tsx"), "Accounts"),
    page("/$party/payouts", () => import("./pages/payouts/payouts.tsx"), "Payouts"),
    page("/$party/statements", () => import("./pages/statements/statements.tsx"), "Statements"),
    page("/$party/statements/running", () => import("./pages/statements/statement.tsx"), "DraftPage"),
    page("/$party/statements/$statement", () => import("./pages/statements/statement.tsx"), "StatementPage"),
    page(
      "/$party/adjustments/$adjustment",
      () => import("./pages/adjustments/adjustment.tsx"),
      "AdjustmentPage",
    ),
    page("/$party/links", () => import("./pages/links/links.tsx"), "OwnLinks"),
    page("/$party/coupons", () => import("./pages/coupons/coupons.tsx"), "OwnCoupons"),
    page("/$party/touched", () => import("./pages/journeys/touched.tsx"), "Touched"),
    page("/$party/touched/$sale", () => import("./pages/journeys/journey.tsx"), "JourneyPage"),
    page("/$party/promote", () => import("./pages/promote/promote.tsx"), "Promote"),
    page("/$party/promote/$product", () => import("./pages/promote/promote-product.tsx"), "PromoteProduct"),
    page("/$party/recruits", () => import("./pages/recruits/recruits.tsx"), "Recruits"),
    page("/$party/earnings", () => import("./pages/earnings/earnings.tsx"), "Earnings"),
  ];
  // The bare address of a party is its home.
  const bare = createRoute({
    getParentRoute: () => portal,
    path: "/$party",
    beforeLoad: ({ params }) => {
      lastParty.keep((params as { party: string }).party);
      throw redirect({ to: "/partner", replace: true });
    },
  });
  return [...openRoutes(root), portal.addChildren([...pages, bare])];
}
