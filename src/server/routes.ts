// Every resource's routes, one line each: a new route file is added here and nowhere else.
// Never a route itself. Example: saleRoutes(server) registers what src/server/routes/sales.ts describes.

import { receiveRoutes } from "./hooks/receive.ts";
import { affiliationRoutes } from "./routes/affiliations.ts";
import { agreementRoutes } from "./routes/agreements.ts";
import { apiKeyRoutes } from "./routes/api-keys.ts";
import { attentionRoutes } from "./routes/attention.ts";
import { auditRoutes } from "./routes/audit.ts";
import { balanceRoutes } from "./routes/balances.ts";
import { clickRoutes } from "./routes/clicks.ts";
import { contractStoryRoutes } from "./routes/contract-stories.ts";
import { contractRoutes } from "./routes/contracts.ts";
import { couponRoutes } from "./routes/coupons.ts";
import { dataGrantRoutes } from "./routes/data-grants.ts";
import { deliveryRoutes } from "./routes/deliveries.ts";
import { destinationRoutes } from "./routes/destinations.ts";
import { disputeRoutes } from "./routes/disputes.ts";
import { endNoticeRoutes } from "./routes/end-notices.ts";
import { entryRoutes } from "./routes/entries.ts";
import { eventRoutes } from "./routes/events.ts";
import { feesProposalRoutes } from "./routes/fees-proposals.ts";
import { firstRunRoutes } from "./routes/first-run.ts";
import { impactRoutes } from "./routes/impacts.ts";
import { importRoutes } from "./routes/imports.ts";
import { inboxRoutes } from "./routes/inbox.ts";
import { invitationRoutes } from "./routes/invitations.ts";
import { inviteRoutes } from "./routes/invites.ts";
import { journeyRoutes } from "./routes/journeys.ts";
import { knownPeopleRoutes } from "./routes/known-people.ts";
import { launchCheckRoutes } from "./routes/launch-checks.ts";
import { leadRoutes } from "./routes/leads.ts";
import { linkRoutes } from "./routes/links.ts";
import { liveRoutes } from "./routes/live.ts";
import { memberRoutes } from "./routes/members.ts";
import { offerRoutes } from "./routes/offers.ts";
import { openingRoutes } from "./routes/openings.ts";
import { operatorRoutes } from "./routes/operator.ts";
import { ownAccountRoutes } from "./routes/own-account.ts";
import { parkedProductRoutes } from "./routes/parked-products.ts";
import { partyRoutes } from "./routes/parties.ts";
import { partnerAccountRoutes } from "./routes/partner-accounts.ts";
import { partnerFigureRoutes } from "./routes/partner-figures.ts";
import { partnerLinkRoutes } from "./routes/partner-links.ts";
import { partnerPayoutRoutes } from "./routes/partner-payouts.ts";
import { partnerProofRoutes } from "./routes/partner-proof.ts";
import { partnerProposalRoutes } from "./routes/partner-proposals.ts";
import { partnerQuestionRoutes } from "./routes/partner-questions.ts";
import { partnerSaleRoutes } from "./routes/partner-sales.ts";
import { partnerStatementRoutes } from "./routes/partner-statements.ts";
import { partyEntryRoutes } from "./routes/party-entries.ts";
import { pastSaleRoutes } from "./routes/past-sales.ts";
import { payoutRunRoutes } from "./routes/payout-runs.ts";
import { payoutSettingsRoutes } from "./routes/payout-settings.ts";
import { payoutRoutes } from "./routes/payouts.ts";
import { performanceRoutes } from "./routes/performance.ts";
import { productHistoryRoutes } from "./routes/product-history.ts";
import { productSellingRoutes } from "./routes/product-selling.ts";
import { productTermsRoutes } from "./routes/product-terms.ts";
import { productRoutes } from "./routes/products.ts";
import { proposalRoutes } from "./routes/proposals.ts";
import { questionRoutes } from "./routes/questions.ts";
import { refundRoutes } from "./routes/refunds.ts";
import { reportRoutes } from "./routes/reports.ts";
import { roleRoutes } from "./routes/roles.ts";
import { saleBatchRoutes } from "./routes/sale-batch.ts";
import { saleDetailRoutes } from "./routes/sale-detail.ts";
import { saleStoryRoutes } from "./routes/sale-story.ts";
import { saleSumRoutes } from "./routes/sale-sums.ts";
import { saleRoutes } from "./routes/sales.ts";
import { searchRoutes } from "./routes/search.ts";
import { secondFactorRoutes } from "./routes/second-factor.ts";
import { sessionRoutes } from "./routes/session.ts";
import { settlementRoutes } from "./routes/settlements.ts";
import { setupRoutes } from "./routes/setup.ts";
import { sourceRoutes } from "./routes/sources.ts";
import { splitPreviewRoutes } from "./routes/split-preview.ts";
import { statementRunRoutes } from "./routes/statement-runs.ts";
import { statementRoutes } from "./routes/statements.ts";
import { supportGrantRoutes } from "./routes/support-grants.ts";
import { termsExampleRoutes } from "./routes/terms-examples.ts";
import { termsTemplateRoutes } from "./routes/terms-templates.ts";
import { unsubscribeRoutes } from "./routes/unsubscribe.ts";
import { verificationRoutes } from "./routes/verifications.ts";
import { webhookEndpointRoutes } from "./routes/webhook-endpoints.ts";
import { workspaceRoutes } from "./routes/workspaces.ts";
import type { Server } from "./server-type.ts";

export async function registerRoutes(server: Server): Promise<void> {
  receiveRoutes(server);
  sessionRoutes(server);
  setupRoutes(server);
  operatorRoutes(server);
  supportGrantRoutes(server);
  auditRoutes(server);
  firstRunRoutes(server);
  roleRoutes(server);
  ownAccountRoutes(server);
  secondFactorRoutes(server);
  inboxRoutes(server);
  unsubscribeRoutes(server);
  memberRoutes(server);
  inviteRoutes(server);
  apiKeyRoutes(server);
  affiliationRoutes(server);
  destinationRoutes(server);
  linkRoutes(server);
  clickRoutes(server);
  partnerLinkRoutes(server);
  attributionRoutes(server);
  contractRoutes(server);
  offerRoutes(server);
  partyRoutes(server);
  productHistoryRoutes(server);
  productSellingRoutes(server);
  performanceRoutes(server);
  productTermsRoutes(server);
  feesProposalRoutes(server);
  productRoutes(server);
  launchCheckRoutes(server);
  splitPreviewRoutes(server);
  workspaceRoutes(server);
  balanceRoutes(server);
  reportRoutes(server);
  attentionRoutes(server);
  partyEntryRoutes(server);
  verificationRoutes(server);
  entryRoutes(server);
  eventRoutes(server);
  searchRoutes(server);
  liveRoutes(server);
  webhookEndpointRoutes(server);
  importRoutes(server);
  sourceRoutes(server);
  deliveryRoutes(server);
  parkedProductRoutes(server);
  disputeRoutes(server);
  twoSidedRoutes(server);
  moneyOutRoutes(server);
  refundRoutes(server);
  saleBatchRoutes(server);
  saleRoutes(server);
  saleDetailRoutes(server);
  saleStoryRoutes(server);
  saleSumRoutes(server);
}

/** Who is credited with a sale, and what holds it. */
function attributionRoutes(server: Server): void {
  couponRoutes(server);
  leadRoutes(server);
  journeyRoutes(server);
}

/** What two sides share: contracts, what is asked about them, the partner's own figures. */
function twoSidedRoutes(server: Server): void {
  invitationRoutes(server);
  agreementRoutes(server);
  impactRoutes(server);
  partnerProposalRoutes(server);
  partnerFigureRoutes(server);
  partnerSaleRoutes(server);
  dataGrantRoutes(server);
  openingRoutes(server);
  pastSaleRoutes(server);
  partnerAccountRoutes(server);
  partnerProofRoutes(server);
  partnerQuestionRoutes(server);
  questionRoutes(server);
  contractStoryRoutes(server);
  settlementRoutes(server);
  endNoticeRoutes(server);
  termsExampleRoutes(server);
  termsTemplateRoutes(server);
  knownPeopleRoutes(server);
  proposalRoutes(server);
}

/** What parties are told of their money, and what leaves for them. */
function moneyOutRoutes(server: Server): void {
  statementRoutes(server);
  statementRunRoutes(server);
  partnerStatementRoutes(server);
  payoutSettingsRoutes(server);
  payoutRunRoutes(server);
  payoutRoutes(server);
  partnerPayoutRoutes(server);
}
