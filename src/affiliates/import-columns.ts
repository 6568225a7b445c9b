// What the columns of another tool's export mean, for the three files a running programme brings along:
// affiliates, links, balances. Guesses by the header's words, reads rates and texts of a row. Never writes.
// Example: "Email,First name,Referral token,Commission" → email, name, code, rate; "30%" → 300000 ppm.
import type { Ppm } from "../base/rate.ts";

export const IMPORT_KINDS = ["affiliates", "links", "balances"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Field → words of a header that mean it, in small letters and without signs; the first that fits wins. */
const WORDS = {
  externalId: ["id", "affiliate id", "promoter id", "partner id", "customer id", "external id"],
  name: [
    "name",
    "full name",
    "affiliate name",
    "affiliate",
    "promoter",
    "partner",
    "nome completo",
    "afiliado",
  ],
  firstName: ["first name", "firstname", "given name", "nome", "primeiro nome"],
  lastName: ["last name", "lastname", "surname", "family name", "sobrenome"],
  email: ["email", "e mail", "mail", "email address", "affiliate email", "promoter email", "paypal email"],
  code: ["code", "token", "referral code", "referral token", "ref", "ref id", "affiliate code", "codigo"],
  rate: ["rate", "commission", "commission rate", "percentage", "comissao", "commission percent", "percent"],
  state: ["state", "status", "affiliate status", "partner status", "situacao", "estado"],
  recruitedBy: ["recruited by", "parent", "parent email", "sponsor", "manager", "upline"],
  link: [
    "link code",
    "slug",
    "link",
    "short code",
    "token",
    "code",
    "referral link token",
    "codigo",
    "referral token",
    "referral code",
  ],
  url: ["url", "destination", "target", "landing page", "destination url", "link url", "destino"],
  campaign: ["campaign", "campaign name", "campanha"],
  subId: ["sub id", "subid", "sub", "src", "sck"],
  amount: [
    ...["balance", "amount", "unpaid", "owed", "due", "unpaid balance", "current balance", "saldo"],
    ...["unpaid commissions", "unpaid commission", "commissions unpaid", "unpaid earnings", "unpaid amount"],
    ...[
      "outstanding",
      "outstanding balance",
      "amount due",
      "amount owed",
      "commissions due",
      "comissoes a pagar",
    ],
  ],
  currency: ["currency", "moeda"],
  asOf: ["as of", "date", "data"],
} as const;

export type ImportField = keyof typeof WORDS;

/** What each kind of file may say, and what it must. */
export const FIELDS_OF: Record<ImportKind, { all: readonly ImportField[]; needed: readonly ImportField[] }> =
  {
    affiliates: {
      all: ["externalId", "name", "firstName", "lastName", "email", "code", "rate", "recruitedBy", "state"],
      needed: ["name", "code"],
    },
    links: { all: ["externalId", "email", "code", "link", "url", "campaign", "subId"], needed: ["link"] },
    balances: { all: ["externalId", "email", "code", "amount", "currency", "asOf"], needed: ["amount"] },
  };

export type ImportColumns = Partial<Record<ImportField, string>>;

const plain = (header: string) =>
  header
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** What is needed and no column says; a first or a last name does for a name. */
export function missingColumns(kind: ImportKind, columns: ImportColumns): ImportField[] {
  const isNamed = columns.firstName !== undefined || columns.lastName !== undefined;
  return FIELDS_OF[kind].needed.filter((field) => {
    return columns[field] === undefined && !(field === "name" && isNamed);
  });
}

export type BroughtState = "approved" | "suspended" | "blocked";

const STATES: Record<BroughtState, readonly string[]> = {
  approved: ["", "active", "approved", "enabled", "accepted", "confirmed", "ok", "live", "ativo", "aprovado"],
  suspended: [
    ...[
      "suspended",
      "inactive",
      "disabled",
      "paused",
      "deactivated",
      "archived",
      "on hold",
      "pending",
      "new",
    ],
    ...["applied", "requested", "invited", "unconfirmed", "suspenso", "inativo", "pausado", "pendente"],
  ],
  blocked: [
    "blocked",
    "banned",
    "rejected",
    "denied",
    "declined",
    "removed",
    "fraud",
    "bloqueado",
    "recusado",
  ],
};

/** As another tool calls it; who was not active there earns nothing here until taken up. Null: not known. */
export function readImportedState(text: string): BroughtState | null {
  const said = plain(text);
  const found = (Object.keys(STATES) as BroughtState[]).find((state) => STATES[state].includes(said));
  return found ?? null;
}

/** A column serves one field; a field without one is left out. */
export function guessColumns(kind: ImportKind, headers: readonly string[]): ImportColumns {
  const free = new Map(headers.map((header) => [plain(header), header]));
  const columns: ImportColumns = {};
  // What names the thing itself is asked for first: in a file of links "code" is the link's.
  const order = [...FIELDS_OF[kind].needed, ...FIELDS_OF[kind].all];
  for (const field of new Set(order)) {
    const word = WORDS[field].find((one) => free.has(one));
    if (word === undefined) continue;
    columns[field] = free.get(word) as string;
    free.delete(word);
  }
  return columns;
}

/** "30%", "30" and "12,5" in percent, "0.3" as a part of one; null for what is no rate. */
export function readImportedRate(text: string, rates: "percent" | "fraction"): Ppm | null {
  const match = /^([0-9]{1,3})(?:[.,]([0-9]{1,6}))?\s*(%?)$/.exec(text.trim());
  if (match === null) return null;
  const places = match[3] === "%" || rates === "percent" ? 4 : 6;
  const rest = (match[2] ?? "").padEnd(places, "0");
  if (/[1-9]/.test(rest.slice(places))) return null;
  const ppm = Number(match[1]) * 10 ** places + Number(rest.slice(0, places));
  return ppm <= 1_000_000 ? (ppm as Ppm) : null;
}
