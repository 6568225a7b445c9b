// Every address of the portal in one place: the party is in the path, so that one session serves several.
// It never builds an address of the API; that is data/.
//   saleAddress("party_1", "sale_9") → "/partner/party_1/sales/sale_9"
export const homeAddress = "/partner";
export const inboxAddress = "/partner/inbox";
export const requestsAddress = (party: string) => `/partner/${party}/requests`;
export const requestAddress = (party: string, id: string) => `/partner/${party}/requests/${id}`;
export const productsAddress = (party: string) => `/partner/${party}/products`;
export const contractAddress = (party: string, id: string) => `/partner/${party}/contracts/${id}`;
export const amendAddress = (party: string, id: string) => `${contractAddress(party, id)}/amend`;
export const endAddress = (party: string, id: string) => `${contractAddress(party, id)}/end`;
export const agreementAddress = (party: string, id: string, version: number) =>
  `${contractAddress(party, id)}/agreements/${version}`;
export const agreementsAddress = (party: string) => `/partner/${party}/agreements`;
export const salesAddress = (party: string) => `/partner/${party}/sales`;
/** Those of which something of the party's is held, or was at the end of a day. */
export const heldSalesAddress = (party: string, held: "disputes" | "checks", day?: string) =>
  `${salesAddress(party)}?held=${held}${day === undefined ? "" : `&at=${day}`}`;
export const adjustmentAddress = (party: string, id: string) => `/partner/${party}/adjustments/${id}`;
export const saleAddress = (party: string, id: string) => `/partner/${party}/sales/${id}`;
export const linksAddress = (party: string) => `/partner/${party}/links`;
export const couponsAddress = (party: string) => `/partner/${party}/coupons`;
export const touchedAddress = (party: string) => `/partner/${party}/touched`;
export const journeyAddress = (party: string, sale: string) => `/partner/${party}/touched/${sale}`;
export const earningsAddress = (party: string) => `/partner/${party}/earnings`;
export const payoutsAddress = (party: string) => `/partner/${party}/payouts`;
/** What the rolling reserve held at the end of a day; now where it is left out. */
export const reserveAddress = (party: string, day?: string) =>
  `${payoutsAddress(party)}${day === undefined ? "" : `?at=${day}`}#reserve`;
export const statementsAddress = (party: string) => `/partner/${party}/statements`;
export const statementAddress = (party: string, id: string) => `/partner/${party}/statements/${id}`;
export const draftAddress = (party: string, currency: string) =>
  `/partner/${party}/statements/running?currency=${currency}`;
export const questionsAddress = (party: string) => `/partner/${party}/questions`;
export const questionAddress = (party: string, id: string) => `/partner/${party}/questions/${id}`;
export const promoteAddress = (party: string) => `/partner/${party}/promote`;
export const promoteProductAddress = (party: string, product: string) =>
  `/partner/${party}/promote/${product}`;
export const recruitsAddress = (party: string) => `/partner/${party}/recruits`;
export const accountsAddress = (party: string) => `/partner/${party}/accounts`;
/** The console of a workspace that the same person is a member of. */
export const consoleAddress = (ws: string) => `/w/${ws}`;
/** One's own, of no party. */
export const accountAddress = "/account";
