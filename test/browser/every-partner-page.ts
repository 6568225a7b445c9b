// The portal's map and that of the pages for everybody, read from their routes, and a partner who has one of
// everything, with names that break weak pages. A page whose address asks for something new is named, never
// passed over.
// Example: partnerPagesOf(stage, await stockPartner(stage, has)) → [{ path: "/$party/sales/$sale", … }, …]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { expect } from "vitest";
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { speaksFor } from "../journeys/speaks-for.ts";
import { MARKUP, type MappedPage, type Stock } from "./every-page.ts";
import type { Stage } from "./open-console.ts";

const WEB = join(import.meta.dirname, "../../src/web");
const SLUG = "walked";

/** The partner of the stock's contract: asked about it, promotes its product, sold it by a link. */
export async function stockPartner(stage: Stage, has: Stock): Promise<Stock & { email: string }> {
  const { shop } = stage;
  const { product, party = "", contract } = has;
  const { person, post } = await speaksFor(shop, "naughty", { party });
  const owner = await shop.door.person("owner", {
    ws: shop.ws,
    id: parsePublicId("ws", shop.workspace) as Uuid,
  });
  const asOwner = async (url: string, payload: object) => {
    const answer = await owner.send({
      method: "POST",
      url: `/v1/workspaces/${shop.workspace}${url}`,
      payload,
    });
    expect(answer.statusCode, answer.body).toBe(201);
    return answer.json();
  };
  const naughty = { product, party: { ref: "naughty" }, code: "naughty", rate: "0.10" };
  const { id: affiliation } = await shop.make("/affiliations", naughty);
  const rules = { rate: "0.10", slug: SLUG, about: MARKUP.join(" "), terms: MARKUP[0] };
  await asOwner(`/products/${product}/program`, rules);
  await shop.make("/coupons", { affiliation, code: "NAUGHTY" });
  await shop.make("/links", { affiliation, code: "by-naughty", campaign: "spring" });
  const at = new Date(Date.now() - 60_000).toISOString();
  const click = await shop.make("/clicks", { code: "by-naughty", at });
  const money = { product, currency: "USD", paid: 123_456_700 };
  const sale = await shop.make("/sales", { externalId: "by-link", ...money, clickId: click.id });
  const asked = await post("/questions", { about: { sale: sale.id }, text: MARKUP.join(" ") });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  const put = { party, currency: "USD", amount: 2500, reason: MARKUP.join(" ") };
  const { id: adjustment } = await asOwner("/adjustments", put);
  const finance = await shop.door.person("finance", {
    ...{ ws: shop.ws, id: parsePublicId("ws", shop.workspace) as Uuid },
  });
  const approve = `/v1/workspaces/${shop.workspace}/adjustments/${adjustment}/approve`;
  expect((await finance.send({ method: "POST", url: approve })).statusCode).toBe(200);
  const terms = { share: "0.12", renewals: "at_charge", tail: "none", termsOfUse: 1 };
  const proposal = await asOwner(`/contracts/${contract}/amendments`, { ...terms, message: MARKUP[0] });
  return {
    ...{ party, product: product ?? "", contract: contract ?? "", version: "1", slug: SLUG },
    ...{
      adjustment,
      statement: has.statement ?? "",
      sale: sale.id,
      question: asked.body.id,
      proposal: proposal.id,
    },
    email: person.email,
  };
}

const pathsIn = (file: string, spelled: RegExp) =>
  [...readFileSync(join(WEB, file), "utf8").matchAll(spelled)].map((match) => match[1] as string);

function fill(path: string, has: Stock): string {
  return path.replace(/\$([a-zA-Z]+)/g, (_, name: string) => {
    if (!has[name]) throw new Error(`${path} asks for ${name}: let stockPartner() make one`);
    return has[name];
  });
}

/** Every page of the portal. */
export function partnerPagesOf(stage: Stage, has: Stock): MappedPage[] {
  const paths = pathsIn("portal/routes.tsx", /\bpage\(\s*"([^"]+)"/g);
  expect(paths.length).toBeGreaterThan(25);
  return paths.map((path) => ({ path, address: `${stage.url}/partner${fill(path, has)}` }));
}

/**
 * What nobody has to sign in for: before the workspaces in the console's map, before the portal in its own.
 */
export function openPagesOf(stage: Stage, has: Stock): MappedPage[] {
  const spelled = /\bpath: "([^"]+)"/g;
  const inConsole = pathsIn("console/routes.tsx", spelled);
  const inPortal = pathsIn("portal/routes.tsx", spelled);
  const paths = [
    ...inConsole.slice(0, inConsole.indexOf("/w/$workspace")),
    ...inPortal.slice(0, inPortal.indexOf("/partner")),
  ];
  expect(paths.length).toBeGreaterThan(7);
  // The root only leads on, and so does the page of who has an account and no business.
  const walked = paths.filter((path) => path !== "/" && path !== "/no-workspace");
  return walked.map((path) => ({ path, address: `${stage.url}${fill(path, has)}` }));
}

export async function enterAsPartner(stage: Stage, email: string, options: BrowserContextOptions) {
  const visitor = await stage.visit(options);
  await visitor.page.goto(
    `${stage.url}/sign-in/link#${await stage.shop.door.identity.makeLinkToken(email, 5)}`,
  );
  await visitor.page.getByRole("button").first().click();
  await visitor.page.waitForURL(/\/partner/);
  return visitor;
}
