// What the demo workspace sells, who has a part in it and on which terms: data, in the words of the flows
// that record it. Never computes. Example: "Calligraphy" with Bruno at 20 % after the affiliate, and tiers
// for Lia.
import type { ContractTerms } from "../contracts/contract.ts";
import type { Scope } from "../engine/plan.ts";

export const SOURCE = "shop";

export const PARTIES = [
  { ref: "market", kind: "platform", name: "Aurora Market" },
  { ref: "stripe", kind: "processor", name: "Stripe" },
  { ref: "bruno", kind: "partner", name: "Bruno Lima", email: "bruno@demo.example", country: "BR" },
  { ref: "lia", kind: "partner", name: "Lia Sander", email: "lia@demo.example", country: "DE" },
  { ref: "theo", kind: "partner", name: "Theo Marsh", email: "theo@demo.example", country: "US" },
  { ref: "noor", kind: "partner", name: "Noor Haddad", email: "noor@demo.example", country: "US" },
  {
    ref: "mara",
    kind: "partner",
    name: "Mara Quinn (affiliate manager)",
    email: "mara@demo.example",
    country: "US",
  },
  { ref: "carla", kind: "partner", name: "Carla Dias", email: "carla@demo.example", country: "BR" },
  { ref: "davi", kind: "partner", name: "Davi Rocha", email: "davi@demo.example", country: "BR" },
  { ref: "nina", kind: "partner", name: "Nina Berg", email: "nina@demo.example", country: "SE" },
] as const;

interface DemoContract {
  party: string;
  share?: string;
  base?: ContractTerms["base"];
  scope?: Scope;
  clauses?: ContractTerms["clauses"];
}

interface DemoProduct {
  externalId: string;
  name: string;
  category: string;
  /** Sub-categories of the orders it stands for. */
  sold: readonly string[];
  guaranteeDays: number;
  price: number;
  /** Platform fee in parts per million, and its fixed part in cents. */
  rate: number;
  fixed: number;
  affiliateBase: "net" | "gross";
  affiliates: boolean;
  contracts: readonly DemoContract[];
}

const TIERS: ContractTerms["clauses"] = [
  {
    kind: "tiers",
    measure: "net",
    period: "month",
    tiers: [{ upTo: 250_000, share: "0.08" }, { upTo: 750_000, share: "0.12" }, { share: "0.15" }],
  },
];

const GUARANTEE: ContractTerms["clauses"] = [
  { kind: "minimum", amount: 180_000, currency: "USD", period: "quarter" },
];

const BONUS: ContractTerms["clauses"] = [
  {
    kind: "milestone",
    measure: "net",
    period: "quarter",
    goal: 2_500_000,
    bonus: 40_000,
    currency: "USD",
  },
];

/** Paid to him before the first sale, and recovered from his share. */
const ADVANCE: ContractTerms["clauses"] = [
  { kind: "recoup", amount: 250_000, currency: "USD", from: "share" },
];

const MANAGER: DemoContract = { party: "mara", share: "0.05", scope: "recruited" };

export const PRODUCTS: readonly DemoProduct[] = [
  {
    externalId: "interiors",
    name: "Interior Design from Zero",
    category: "Furniture",
    sold: ["Bookcases", "Chairs", "Tables", "Furnishings"],
    guaranteeDays: 14,
    price: 34_900,
    rate: 99_000,
    fixed: 50,
    affiliateBase: "net",
    affiliates: true,
    contracts: [{ party: "bruno", share: "0.20" }, { party: "lia", clauses: TIERS }, MANAGER],
  },
  {
    externalId: "lettering",
    name: "Calligraphy & Lettering",
    category: "Office Supplies",
    sold: ["Art", "Paper", "Envelopes", "Labels"],
    guaranteeDays: 7,
    price: 2_900,
    rate: 99_000,
    fixed: 50,
    affiliateBase: "net",
    affiliates: true,
    contracts: [{ party: "lia", share: "0.25", base: "net", clauses: GUARANTEE }, MANAGER],
  },
  {
    externalId: "organised",
    name: "The Organised Studio",
    category: "Office Supplies",
    sold: ["Binders", "Storage", "Fasteners", "Supplies"],
    guaranteeDays: 7,
    price: 4_900,
    rate: 70_000,
    fixed: 100,
    affiliateBase: "gross",
    affiliates: true,
    contracts: [
      { party: "theo", share: "0.10", scope: "direct" },
      { party: "noor", share: "0.05", base: "gross", scope: "affiliate" },
      MANAGER,
    ],
  },
  {
    externalId: "photography",
    name: "Mobile Photography",
    category: "Technology",
    sold: ["Phones", "Accessories"],
    guaranteeDays: 30,
    price: 19_900,
    rate: 99_000,
    fixed: 50,
    affiliateBase: "net",
    affiliates: true,
    contracts: [
      { party: "noor", share: "0.30", clauses: [{ kind: "cap", earned: 2_500_000 }] },
      { party: "bruno", share: "0.10", clauses: BONUS },
    ],
  },
  {
    externalId: "kitchen",
    name: "Small Kitchen, Great Food",
    category: "Office Supplies",
    sold: ["Appliances"],
    guaranteeDays: 7,
    price: 9_900,
    rate: 99_000,
    fixed: 50,
    affiliateBase: "net",
    affiliates: false,
    contracts: [{ party: "theo", share: "0.333333", clauses: ADVANCE }],
  },
  {
    externalId: "print",
    name: "Print Your Own Books",
    category: "Technology",
    sold: ["Copiers", "Machines"],
    guaranteeDays: 14,
    price: 99_900,
    rate: 99_000,
    fixed: 50,
    affiliateBase: "net",
    affiliates: true,
    contracts: [
      { party: "lia", share: "0.15" },
      { party: "theo", share: "0.15" },
    ],
  },
];

/** Of every product that takes affiliates; a code is assigned to a sale by the last digit of its row. */
export const AFFILIATES = [
  { party: "carla", code: "CARLA", rate: 350_000, recruitedBy: null, digits: [2, 5] },
  { party: "davi", code: "DAVI", rate: 300_000, recruitedBy: "mara", digits: [7] },
  { party: "nina", code: "NINA", rate: 200_000, recruitedBy: "mara", digits: [9] },
] as const;

/** What is promoted by links: its programme, its page, a coupon of the first affiliate, clicks a day. */
export const PROMOTED = [
  {
    product: "interiors",
    slug: "interior-design",
    about:
      "Twelve weeks of interior design, with feedback on your own rooms. Buyers stay: two of a hundred ask for their money back.",
    rate: 250_000,
    page: "https://studio-aurora.example/interior-design",
    campaign: "autumn",
    coupon: "ROOMS10",
    price: 34_900,
    clicks: [11, 7, 3],
  },
  {
    product: "lettering",
    slug: "calligraphy",
    about: "A first course in calligraphy, easy to recommend: most who see the first lesson buy the rest.",
    rate: 300_000,
    page: "https://studio-aurora.example/calligraphy",
    campaign: "letters",
    coupon: "INK15",
    price: 2_900,
    clicks: [5, 9, 2],
  },
] as const;

/** Where the parties are paid to: some were paid, some wait for the next run, the others said no place yet. */
export const PAID_TO = [
  { party: "bruno", isPaid: true, method: { kind: "paypal", email: "bruno@demo.example" } },
  { party: "lia", isPaid: true, method: { kind: "paypal", email: "lia@demo.example" } },
  { party: "theo", isPaid: true, method: { kind: "paypal", email: "theo@demo.example" } },
  { party: "carla", isPaid: false, method: { kind: "paypal", email: "carla@demo.example" } },
  { party: "mara", isPaid: false, method: { kind: "paypal", email: "mara@demo.example" } },
] as const;

/** Who signs in to the portal: a co-producer, an affiliate, an affiliate manager. */
export const SPEAKERS = [
  { party: "bruno", name: "Bruno Lima", email: "bruno@demo.example", is: "a co-producer" },
  { party: "carla", name: "Carla Dias", email: "carla@demo.example", is: "an affiliate" },
  { party: "mara", name: "Mara Quinn", email: "mara@demo.example", is: "an affiliate manager" },
] as const;
