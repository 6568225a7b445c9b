// Every kind of job, one line each, and what runs by the clock. A handler repeats without harm: it may run
// twice.
// Example: a line `deliver_webhook: (payload) => deliverWebhook(app, payload)`.
import { TELL_NOTICES } from "../../db/events.ts";
import type { JobHandler, Timetable } from "../../db/job-queue.ts";
import { SEND_WITHDRAWN } from "../../flows/answer-proposal.ts";
import type { App } from "../../flows/app.ts";
import { SEND_WEBHOOKS } from "../../flows/change-webhooks.ts";
import { PAY_RUN } from "../../flows/decide-run.ts";
import { MAIL_NOTICES } from "../../flows/deliver-notices.ts";
import { SEND_AFFILIATE_INVITATION } from "../../flows/invite-affiliate.ts";
import { SEND_INVITE } from "../../flows/invite-member.ts";
import { SEND_INVITATION } from "../../flows/invite-partner.ts";
import { SEND_PARTY_ACCOUNT } from "../../flows/manage-party-accounts.ts";
import { RUN_IMPORT } from "../../flows/run-import.ts";
import { RUN_STATEMENTS } from "../../flows/run-statements.ts";
import { VERIFY_BOOKS } from "../../flows/run-verification.ts";
import type { Mailing } from "../../flows/send-invite.ts";
import { TELL_METHOD } from "../../flows/set-payout-method.ts";
import { TELL_PLATFORM_FEE } from "../../flows/set-platform-fee.ts";
import { APPLY_DELIVERY } from "../../flows/take-delivery.ts";
import { LEARN_FEE } from "../../flows/wait-for-fee.ts";
import { runDelivery, watchDeliveries } from "./apply-deliveries.ts";
import { forgetAnswers } from "./forget-answers.ts";
import { runLearnFee } from "./learn-fee.ts";
import { runMailNotices, runTellNotices, watchDays, watchNotices } from "./notices.ts";
import { runPayRun, runTellMethod, watchPayouts } from "./payouts.ts";
import { runSendProposal, runSendWithdrawn, watchAllContracts } from "./proposals.ts";
import { runImportJob } from "./run-import.ts";
import { runStatementsJob } from "./run-statements.ts";
import { runAffiliateInvitationMail } from "./send-affiliate-invitation.ts";
import { runInviteMail } from "./send-invite.ts";
import { runPartyAccountMail } from "./send-party-account.ts";
import { runWebhookRound, watchWebhooks } from "./send-webhooks.ts";
import { settleAllContracts } from "./settle-contracts.ts";
import { runTellPlatformFee } from "./tell-platform-fee.ts";
import { countAllLinkSales, forgetOldClicks } from "./tend-links.ts";
import { verifyBooksJob } from "./verify-books.ts";
import { watchAllBalances } from "./watch-balances.ts";
import { watchAllFraud } from "./watch-fraud.ts";

export interface JobSettings {
  readonly allowPrivateWebhooks: boolean;
}

export function jobTasks(app: App, settings: JobSettings, mailing: Mailing): Record<string, JobHandler> {
  return {
    [SEND_AFFILIATE_INVITATION]: (payload) => runAffiliateInvitationMail(app, mailing, payload),
    [SEND_INVITE]: (payload) => runInviteMail(app, mailing, payload),
    [SEND_INVITATION]: (payload) => runSendProposal(app, mailing, payload),
    [SEND_PARTY_ACCOUNT]: (payload) => runPartyAccountMail(app, mailing, payload),
    [SEND_WITHDRAWN]: (payload) => runSendWithdrawn(app, mailing, payload),
    [TELL_NOTICES]: (payload) => runTellNotices(app, mailing, payload),
    [MAIL_NOTICES]: (payload) => runMailNotices(app, mailing, payload),
    count_link_sales: () => countAllLinkSales(app),
    forget_answers: () => forgetAnswers(app),
    forget_clicks: () => forgetOldClicks(app),
    [RUN_IMPORT]: (payload) => runImportJob(app, payload),
    [SEND_WEBHOOKS]: (payload) => runWebhookRound(app, payload, settings.allowPrivateWebhooks),
    [APPLY_DELIVERY]: (payload) => runDelivery(app, payload),
    [LEARN_FEE]: (payload) => runLearnFee(app, payload),
    [PAY_RUN]: (payload) => runPayRun(app, payload),
    [TELL_METHOD]: (payload) => runTellMethod(app, mailing, payload),
    [TELL_PLATFORM_FEE]: (payload) => runTellPlatformFee(app, mailing, payload),
    watch_payouts: () => watchPayouts(app),
    settle_contracts: () => settleAllContracts(app),
    watch_balances: () => watchAllBalances(app),
    watch_contracts: () => watchAllContracts(app),
    [RUN_STATEMENTS]: (payload) => runStatementsJob(app, payload),
    [VERIFY_BOOKS]: (payload) => verifyBooksJob(app, payload),
    watch_days: () => watchDays(app),
    watch_fraud: () => watchAllFraud(app),
    watch_deliveries: () => watchDeliveries(app),
    watch_notices: () => watchNotices(app, mailing),
    watch_webhooks: () => watchWebhooks(app),
  };
}

export const TIMETABLE: readonly Timetable[] = [
  { task: "count_link_sales", cron: "* * * * *" },
  { task: "forget_answers", cron: "17 * * * *" },
  { task: "forget_clicks", cron: "41 2 * * *" },
  { task: "settle_contracts", cron: "5 * * * *" },
  { task: "watch_balances", cron: "35 * * * *" },
  { task: "watch_contracts", cron: "*/10 * * * *" },
  { task: "watch_days", cron: "*/10 * * * *" },
  { task: "watch_fraud", cron: "* * * * *" },
  { task: "watch_deliveries", cron: "* * * * *" },
  { task: "watch_payouts", cron: "*/5 * * * *" },
  { task: "watch_notices", cron: "* * * * *" },
  { task: "watch_webhooks", cron: "*/5 * * * *" },
];
