// Where the thing of an audit line is looked at: its own page, or the list it stands in. Null where it has
// none. Never a guess: an id of a kind that is not named here leads nowhere.
// Example: placeOfSubject("ws_…", "payout_…") → "/w/ws_…/payouts/payout_…"
import {
  answerAddress,
  contractAddress,
  couponsAddress,
  destinationsAddress,
  findingAddress,
  importAddress,
  messageAddress,
  partyAddress,
  payoutAddress,
  productAddress,
  proposalAddress,
  questionAddress,
  runAddress,
  saleAddress,
  settingsAddress,
  settlementAddress,
  statementAddress,
  templatesAddress,
  verificationAddress,
  webhookAddress,
} from "../../addresses.ts";

const PLACES: Readonly<Record<string, (ws: string, id: string) => string>> = {
  account: (ws) => settingsAddress(ws, "team"),
  bankanswer: answerAddress,
  contract: contractAddress,
  coupon: couponsAddress,
  datagrant: (ws) => settingsAddress(ws, "sharing"),
  delivery: messageAddress,
  destination: destinationsAddress,
  endpoint: webhookAddress,
  finding: findingAddress,
  grant: (ws) => settingsAddress(ws, "support"),
  import: importAddress,
  invite: (ws) => settingsAddress(ws, "team"),
  key: (ws) => settingsAddress(ws, "keys"),
  party: partyAddress,
  payout: payoutAddress,
  product: productAddress,
  proposal: proposalAddress,
  question: questionAddress,
  run: runAddress,
  sale: saleAddress,
  settled: settlementAddress,
  statement: statementAddress,
  template: templatesAddress,
  verification: verificationAddress,
  ws: (ws) => settingsAddress(ws, "business"),
};

export function placeOfSubject(ws: string, subject: string): string | null {
  const kind = subject.slice(0, subject.indexOf("_"));
  return Object.hasOwn(PLACES, kind) ? (PLACES[kind]?.(ws, subject) ?? null) : null;
}
