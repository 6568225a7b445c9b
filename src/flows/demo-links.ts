// How the demo is promoted: a programme with its page, links with a month of clicks, coupons, and the few
// sales that came over them, two so soon after their click that their commission is held. What is there
// already is left as it is. Example: promoteDemo(app, 7, "account:…") → 6 links, 1,300 clicks, 6 sales, 2
// findings.
import { listAffiliations, readAffiliation } from "../affiliates/read-affiliations.ts";
import { newUuid, type Uuid } from "../base/id.ts";
import type { Ppm } from "../base/rate.ts";
import { inWorkspace } from "../db/transaction.ts";
import { mustFindProduct } from "../products/read-products.ts";
import { readWorkspace } from "../workspaces/read-workspace.ts";
import type { App } from "./app.ts";
import { createCoupon } from "./change-coupon.ts";
import { ClickDesk } from "./click-desk.ts";
import { unlessRefused } from "./demo-again.ts";
import { PROMOTED } from "./demo-studio.ts";
import { makeLink } from "./make-link.ts";
import { openProgram } from "./open-program.ts";
import { recordNamedSale } from "./record-named-sale.ts";
import { storeDestination } from "./store-destination.ts";
import { tellClick } from "./tell-click.ts";
import { watchFraud } from "./watch-fraud.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;
const CREDIT = {
  rules: { model: "last", windowDays: 60, mayBuyOwn: false },
  renewals: { kind: "all" },
  coproducersMay: true,
  couponsCredit: true,
} as const;

export async function promoteDemo(app: App, ws: number, actor: string): Promise<void> {
  for (const one of PROMOTED) {
    const product = await inWorkspace(app.db, ws, (tx) =>
      mustFindProduct(tx, ws, { externalId: one.product }, "product"),
    );
    const { slug, about, rate } = one;
    await unlessRefused(() =>
      openProgram(
        app,
        ws,
        product,
        { access: "request", slug, about, rate: rate as Ppm, credit: CREDIT },
        actor,
      ),
    );
    const page = { product: { externalId: one.product }, name: "Sales page", url: one.page };
    await unlessRefused(() => storeDestination(app, ws, { ...page, main: true }, actor));
    await linkAffiliates(app, ws, product, one, actor);
  }
  await watchFraud(app, ws);
}

type Promoted = (typeof PROMOTED)[number];

async function linkAffiliates(
  app: App,
  ws: number,
  product: Uuid,
  one: Promoted,
  actor: string,
): Promise<void> {
  const all = await inWorkspace(app.db, ws, (tx) =>
    listAffiliations(tx, ws, { product, state: "approved", limit: 10 }),
  );
  for (const [index, affiliation] of all.entries()) {
    const code = `${affiliation.code.toLowerCase()}-${one.campaign}`;
    const made = await unlessRefused(() =>
      makeLink(app, ws, { affiliation: affiliation.id, code, campaign: one.campaign }, actor),
    );
    if (made === undefined) continue;
    const { party } = affiliation;
    await click(app, ws, { link: made.id, product, party }, one.clicks[index % one.clicks.length] ?? 1);
    await sellByLink(app, ws, one, code, index, actor);
  }
  const [first] = all;
  const named = first && (await inWorkspace(app.db, ws, (tx) => readAffiliation(tx, ws, first.id)));
  if (named) {
    const coupon = { affiliation: named.id, code: one.coupon, mostUses: 200 };
    await unlessRefused(() => createCoupon(app, ws, coupon, actor));
  }
}

/** A month of them, more on some days than on others, every third visitor twice. */
async function click(
  app: App,
  ws: number,
  link: { link: Uuid; product: Uuid; party: Uuid },
  aDay: number,
): Promise<void> {
  const { now } = app.ids;
  const { timeZone } = await inWorkspace(app.db, ws, (tx) => readWorkspace(tx, ws));
  const desk = new ClickDesk(app.db, { now, warn: () => undefined });
  for (let day = 29; day >= 1; day--) {
    const count = Math.ceil((aDay * (4 + ((day * 7) % 5))) / 5);
    let visitor = newUuid(app.ids);
    for (let nth = 0; nth < count; nth++) {
      const at = now() - day * DAY + ((nth * 97 + day * 31) % 600) * MINUTE;
      const isReturning = nth % 3 === 2;
      if (!isReturning) visitor = newUuid(app.ids);
      const id = newUuid({ now: () => at, random: app.ids.random });
      const seen = { device: null, subId: null, referrer: null };
      desk.take({ ws, timeZone }, { id, ...link, visitor, isReturning, at, ...seen });
    }
  }
  await desk.stop(10_000);
}

/** Each link sold once today; the last of each product four seconds after its click. */
async function sellByLink(
  app: App,
  ws: number,
  { product, price }: Promoted,
  code: string,
  index: number,
  actor: string,
): Promise<void> {
  const isRushed = index === 2;
  const at = app.ids.now() - (isRushed ? 5_000 : (index + 2) * 4 * MINUTE);
  const { id } = await tellClick(app, ws, { code, at: at - (isRushed ? 4_000 : 26 * MINUTE) });
  const facts = { source: "shop", externalId: `LINK-${code}`, happenedAt: at, happenedAtStated: true };
  const money = { currency: "USD", paid: price, tax: 0, shipping: 0, fees: [] };
  const rest = { offer: null, affiliate: null, charge: null, metadata: null, side: { clickId: id } };
  const buyer = { email: `${code}@buyers.example`, name: "Jo Walker", reference: null };
  await unlessRefused(() =>
    recordNamedSale(app, ws, { ...facts, ...money, ...rest, buyer, product: { externalId: product } }, actor),
  );
}
