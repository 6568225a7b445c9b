// The pages inside a workspace: every address below /w/ws_… and the page it shows, loaded when it is first
// gone to. It fetches nothing.
//   /w/ws_…/sales?state=refunded → pages/sales/sales.tsx inside frame/frame.tsx
import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type WordsPart, withWords } from "../words/languages.ts";
import { settingsAddress } from "./addresses.ts";

/** Search parameters stay text: each page reads the ones it knows. */
export const textSearch = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      typeof value === "string" || typeof value === "number" ? [[key, String(value)]] : [],
    ),
  );

/** What a page says beyond the common words: by its path, or the first step of it for all pages of a place. */
export const WORDS: Readonly<Record<string, readonly WordsPart[]>> = {
  "": ["overview"],
  inbox: ["inbox"],
  sales: ["sales"],
  "sales/$sale": ["sales", "answers", "ledger"],
  products: ["products"],
  "settings/audit": ["settings", "products"],
  "products/$product/edit": ["products", "agreements"],
  "products/$product/contracts/new": ["products", "agreements"],
  proposals: ["agreements"],
  "proposals/templates": ["agreements", "products"],
  contracts: ["agreements"],
  "contracts/$contract": ["agreements", "answers"],
  questions: ["answers"],
  "questions/$question": ["answers", "ledger"],
  parties: ["parties"],
  "parties/$party": ["parties", "answers"],
  statements: ["payments"],
  links: ["promoting"],
  "links/import": ["promoting", "problems"],
  payouts: ["payments"],
  "payouts/settlements/bring": ["payments", "problems"],
  coupons: ["promoting", "answers"],
  findings: ["answers"],
  ledger: ["ledger"],
  imports: ["sources", "problems"],
  parked: ["sources", "problems"],
  sources: ["sources"],
  "sources/$source": ["sources", "problems"],
  messages: ["sources", "problems"],
  settings: ["settings"],
  "first-steps": ["settings"],
};

/** A page is loaded when it is first gone to, with its words. */
function page<M extends Record<N, () => ReactNode>, N extends string>(
  path: string,
  load: () => Promise<M>,
  name: N,
) {
  const parts = WORDS[path.slice(1)] ?? WORDS[path.split("/")[1] ?? ""] ?? [];
  return { path, component: lazyRouteComponent(() => withWords(load(), ...parts), name) };
}

const PAGES = [
  page("/", () => import("./pages/overview/overview.tsx"), "Overview"),
  page("/inbox", () => import("./pages/inbox/inbox.tsx"), "InboxPage"),
  page("/sales", () => import("./pages/sales/sales.tsx"), "Sales"),
  page("/sales/new", () => import("./pages/sales/new-sale.tsx"), "NewSale"),
  page("/sales/$sale", () => import("./pages/sales/sale.tsx"), "SalePage"),
  page("/products", () => import("./pages/products/products.tsx"), "Products"),
  page("/products/new", () => import("./pages/products/new-product.tsx"), "NewProduct"),
  page("/products/$product", () => import("./pages/products/product.tsx"), "ProductPage"),
  page("/products/$product/edit", () => import("./pages/products/edit-product.tsx"), "EditProduct"),
  page(
    "/products/$product/contracts/new",
    () => import("./pages/products/record-contract.tsx"),
    "RecordContract",
  ),
  page("/proposals", () => import("./pages/contracts/proposals.tsx"), "Proposals"),
  page("/proposals/new", () => import("./pages/contracts/invite-partner.tsx"), "InvitePartner"),
  page("/proposals/templates", () => import("./pages/contracts/templates.tsx"), "Templates"),
  page("/proposals/$proposal", () => import("./pages/contracts/proposal.tsx"), "ProposalPage"),
  page("/contracts/$contract", () => import("./pages/contracts/contract.tsx"), "ContractPage"),
  page("/contracts/$contract/amend", () => import("./pages/contracts/amend-contract.tsx"), "AmendContract"),
  page("/contracts/$contract/end", () => import("./pages/contracts/end-contract.tsx"), "EndContract"),
  page(
    "/contracts/$contract/agreements/$version",
    () => import("./pages/contracts/agreement.tsx"),
    "AgreementPage",
  ),
  page("/questions", () => import("./pages/questions/questions.tsx"), "Questions"),
  page("/questions/$question", () => import("./pages/questions/question.tsx"), "QuestionPage"),
  page("/parties", () => import("./pages/parties/parties.tsx"), "Parties"),
  page("/parties/new", () => import("./pages/parties/new-party.tsx"), "NewPartyPage"),
  page("/parties/$party/edit", () => import("./pages/parties/change-party.tsx"), "ChangePartyPage"),
  page("/parties/$party", () => import("./pages/parties/party.tsx"), "PartyPage"),
  page("/statements", () => import("./pages/statements/statements.tsx"), "Statements"),
  page("/statements/running", () => import("./pages/statements/draft.tsx"), "DraftPage"),
  page("/statements/$statement", () => import("./pages/statements/statement.tsx"), "StatementPage"),
  page("/links", () => import("./pages/links/links.tsx"), "Links"),
  page("/links/pages", () => import("./pages/links/destinations.tsx"), "Destinations"),
  page("/links/import", () => import("./pages/links/import-programme.tsx"), "ImportProgramme"),
  page("/payouts", () => import("./pages/payouts/payouts.tsx"), "Payouts"),
  page("/payouts/new", () => import("./pages/payouts/new-run.tsx"), "NewRun"),
  page("/payouts/settings", () => import("./pages/payouts/settings.tsx"), "PayoutSettingsPage"),
  page("/payouts/answers/$answer", () => import("./pages/payouts/answer.tsx"), "AnswerPage"),
  page("/payouts/settlements", () => import("./pages/payouts/settlements.tsx"), "Settlements"),
  page("/payouts/settlements/bring", () => import("./pages/payouts/bring-settlement.tsx"), "BringSettlement"),
  page("/payouts/settlements/$settled", () => import("./pages/payouts/settlement.tsx"), "SettlementPage"),
  page("/payouts/runs/$run", () => import("./pages/payouts/run.tsx"), "RunPage"),
  page("/payouts/$payout", () => import("./pages/payouts/payout.tsx"), "PayoutPage"),
  page("/coupons", () => import("./pages/coupons/coupons.tsx"), "Coupons"),
  page("/findings", () => import("./pages/findings/findings.tsx"), "Findings"),
  page("/findings/$finding", () => import("./pages/findings/finding.tsx"), "FindingPage"),
  page("/ledger", () => import("./pages/ledger/ledger.tsx"), "Ledger"),
  page("/ledger/accounts/$account", () => import("./pages/ledger/account.tsx"), "AccountPage"),
  page("/ledger/entries/$entry", () => import("./pages/ledger/entry.tsx"), "EntryPage"),
  page(
    "/ledger/verifications/$verification",
    () => import("./pages/ledger/verification.tsx"),
    "VerificationPage",
  ),
  page("/imports", () => import("./pages/imports/imports.tsx"), "Imports"),
  page("/imports/new", () => import("./pages/imports/new-import.tsx"), "NewImport"),
  page("/imports/$import", () => import("./pages/imports/import.tsx"), "ImportPage"),
  page("/parked", () => import("./pages/sources/parked.tsx"), "Parked"),
  page("/sources", () => import("./pages/sources/sources.tsx"), "Sources"),
  page("/sources/$source", () => import("./pages/sources/source.tsx"), "SourcePage"),
  page("/sources/$source/connect", () => import("./pages/sources/connect-source.tsx"), "ConnectSource"),
  page("/messages", () => import("./pages/sources/messages.tsx"), "Messages"),
  page("/messages/$delivery", () => import("./pages/sources/delivery.tsx"), "DeliveryPage"),
  page("/settings/business", () => import("./pages/settings/business.tsx"), "Business"),
  page("/settings/fees", () => import("./pages/settings/fees.tsx"), "Fees"),
  page("/settings/sharing", () => import("./pages/settings/sharing.tsx"), "Sharing"),
  page("/settings/team", () => import("./pages/settings/team.tsx"), "Team"),
  page("/settings/keys", () => import("./pages/settings/keys.tsx"), "Keys"),
  page("/settings/webhooks", () => import("./pages/settings/webhooks.tsx"), "Webhooks"),
  page("/settings/webhooks/$endpoint", () => import("./pages/settings/webhook.tsx"), "Webhook"),
  page("/settings/audit", () => import("./pages/settings/audit.tsx"), "Audit"),
  page("/settings/support", () => import("./pages/settings/support.tsx"), "Support"),
  page("/settings/export", () => import("./pages/settings/export.tsx"), "Export"),
  page("/first-steps", () => import("./pages/first-run/first-run.tsx"), "FirstRunPage"),
];

export function workspacePages<P extends AnyRoute>(workspace: P): AnyRoute[] {
  const inWorkspace = { getParentRoute: () => workspace, validateSearch: textSearch };
  const settings = createRoute({
    ...inWorkspace,
    path: "/settings",
    beforeLoad: ({ params }) => {
      const { workspace: ws } = params as { workspace: string };
      throw redirect({ to: settingsAddress(ws, "business"), replace: true });
    },
  });
  return [settings, ...PAGES.map((one) => createRoute({ ...inWorkspace, ...one }))];
}
