// Every address of the console in one place: the workspace is in the path, never in the session.
// It never builds an address of the API; that is data/.
//   saleAddress("ws_1", "sale_9") → "/w/ws_1/sales/sale_9"
export const overviewAddress = (ws: string) => `/w/${ws}`;
export const salesAddress = (ws: string) => `/w/${ws}/sales`;
export const saleAddress = (ws: string, sale: string) => `/w/${ws}/sales/${sale}`;
export const productsAddress = (ws: string) => `/w/${ws}/products`;
export const newProductAddress = (ws: string) => `/w/${ws}/products/new`;
export const productAddress = (ws: string, product: string) => `/w/${ws}/products/${product}`;
export const editProductAddress = (ws: string, product: string) => `/w/${ws}/products/${product}/edit`;
export const newContractAddress = (ws: string, product: string) =>
  `/w/${ws}/products/${product}/contracts/new`;
export type SettingsSection =
  | "business"
  | "fees"
  | "sharing"
  | "team"
  | "keys"
  | "webhooks"
  | "audit"
  | "support"
  | "export";
export const settingsAddress = (ws: string, section: SettingsSection) => `/w/${ws}/settings/${section}`;
export const settingsHome = (ws: string) => `/w/${ws}/settings`;
export const webhookAddress = (ws: string, endpoint: string) => `/w/${ws}/settings/webhooks/${endpoint}`;
export const firstRunAddress = (ws: string) => `/w/${ws}/first-steps`;
export const accountPages = {
  profile: "/account",
  security: "/account/security",
  sessions: "/account/sessions",
  mails: "/account/mails",
} as const;
export const inboxAddress = (ws: string) => `/w/${ws}/inbox`;
export const OPERATOR = "/operator";
export const proposalsAddress = (ws: string) => `/w/${ws}/proposals`;
export const proposalAddress = (ws: string, id: string) => `/w/${ws}/proposals/${id}`;
export const invitePartnerAddress = (ws: string, product?: string) =>
  `/w/${ws}/proposals/new${product === undefined ? "" : `?product=${product}`}`;
export const templatesAddress = (ws: string) => `/w/${ws}/proposals/templates`;
export const contractAddress = (ws: string, id: string) => `/w/${ws}/contracts/${id}`;
export const amendContractAddress = (ws: string, id: string) => `${contractAddress(ws, id)}/amend`;
export const endContractAddress = (ws: string, id: string) => `${contractAddress(ws, id)}/end`;
export const agreementAddress = (ws: string, id: string, version: number) =>
  `${contractAddress(ws, id)}/agreements/${version}`;
export const questionsAddress = (ws: string) => `/w/${ws}/questions`;
export const questionAddress = (ws: string, id: string) => `/w/${ws}/questions/${id}`;
/** The portal of who is co-producer somewhere too. */
export const PORTAL = "/partner";
export const partiesAddress = (ws: string) => `/w/${ws}/parties`;
export const partyAddress = (ws: string, party: string) => `/w/${ws}/parties/${party}`;
export const newPartyAddress = (ws: string) => `/w/${ws}/parties/new`;
export const changePartyAddress = (ws: string, party: string) => `${partyAddress(ws, party)}/edit`;
export const couponsAddress = (ws: string) => `/w/${ws}/coupons`;
export const findingsAddress = (ws: string) => `/w/${ws}/findings`;
export const findingAddress = (ws: string, id: string) => `/w/${ws}/findings/${id}`;
export const importsAddress = (ws: string) => `/w/${ws}/imports`;
export const newImportAddress = (ws: string) => `/w/${ws}/imports/new`;
export const importAddress = (ws: string, id: string) => `/w/${ws}/imports/${id}`;
export const parkedAddress = (ws: string) => `/w/${ws}/parked`;
export const sourcesAddress = (ws: string) => `/w/${ws}/sources`;
export const sourceAddress = (ws: string, name: string) => `/w/${ws}/sources/${name}`;
export const connectSourceAddress = (ws: string, name: string) => `/w/${ws}/sources/${name}/connect`;
export const messagesAddress = (ws: string) => `/w/${ws}/messages`;
export const messageAddress = (ws: string, id: string) => `/w/${ws}/messages/${id}`;
export const newSaleAddress = (ws: string) => `/w/${ws}/sales/new`;
export const statementsAddress = (ws: string) => `/w/${ws}/statements`;
export const statementAddress = (ws: string, id: string) => `/w/${ws}/statements/${id}`;
export const draftAddress = (ws: string, party: string, currency: string) =>
  `/w/${ws}/statements/running?party=${party}&currency=${currency}`;
export const payoutsAddress = (ws: string) => `/w/${ws}/payouts`;
export const newRunAddress = (ws: string) => `/w/${ws}/payouts/new`;
export const payoutSettingsAddress = (ws: string) => `/w/${ws}/payouts/settings`;
export const runAddress = (ws: string, run: string) => `/w/${ws}/payouts/runs/${run}`;
export const answerAddress = (ws: string, answer: string) => `/w/${ws}/payouts/answers/${answer}`;
export const settlementsAddress = (ws: string) => `/w/${ws}/payouts/settlements`;
export const bringSettlementAddress = (ws: string) => `/w/${ws}/payouts/settlements/bring`;
export const settlementAddress = (ws: string, settled: string) => `/w/${ws}/payouts/settlements/${settled}`;
export const payoutAddress = (ws: string, payout: string) => `/w/${ws}/payouts/${payout}`;
export const ledgerAddress = (ws: string) => `/w/${ws}/ledger`;
export const accountAddress = (ws: string, account: number) => `/w/${ws}/ledger/accounts/${account}`;
export const entryAddress = (ws: string, seq: number) => `/w/${ws}/ledger/entries/${seq}`;
export const verificationAddress = (ws: string, id: string) => `/w/${ws}/ledger/verifications/${id}`;
export const linksAddress = (ws: string) => `/w/${ws}/links`;
export const destinationsAddress = (ws: string) => `/w/${ws}/links/pages`;
export const importProgrammeAddress = (ws: string) => `/w/${ws}/links/import`;
