// Steps of the world of touches: links followed with and without consent, leads, sales by every mark there
// is, renewals, late ones and those at the window's edge; standings, hand-overs and rates that change. Each
// sale is held against the auditors at once. What is taken back is in touch-money.ts.
// Example: takeTouchStep(world) → "sale [[\"019a…\",1000000]]".
import { writeClicks } from "../../src/affiliates/write-clicks.ts";
import { publicId, type Uuid } from "../../src/base/id.ts";
import { instant } from "../../src/base/instant.ts";
import { Refusal } from "../../src/base/refusal.ts";
import { changeAffiliation } from "../../src/flows/change-affiliation.ts";
import { recordLead } from "../../src/flows/record-lead.ts";
import { setCommission } from "../../src/flows/set-commission.ts";
import { tellClick } from "../../src/flows/tell-click.ts";
import { DAY, HOUR, learnRules, type Promoter, type Touches } from "./touch-world.ts";
import { ACTOR, ppm } from "./world.ts";

export async function follow(world: Touches): Promise<string> {
  const { r, app, ws, clock, product, affiliates, visitors, credit, clicks } = world;
  const { party, links } = r.pick(affiliates);
  const visitor = r.pick(visitors);
  if (r.chance(0.1)) {
    // Refused to be tracked: counted, and known to nobody.
    const link = visitor;
    const uncounted = [{ link, product, party, at: clock.now, untracked: 1, ignored: 0 }];
    await writeClicks(app.db, ws, "UTC", { clicks: [], uncounted });
    return "untracked";
  }
  const click = await tellClick(app, ws, { code: r.pick(links), visitor, at: clock.now });
  credit.click(party, visitor, clock.now);
  clicks.push({ id: click.id, visitor, at: clock.now });
  world.newest = visitor;
  return `click ${visitor}`;
}

/** Somebody leaves an address after a click: sometimes spelled otherwise than when he buys. */
export async function leaveAddress(world: Touches): Promise<string> {
  const { r, app, ws, clock, product, clicks, credit } = world;
  if (clicks.length === 0) return "no lead";
  const click = r.pick(clicks.slice(-20));
  const email = `reader${r.below(6)}@example.org`;
  world.n += 1;
  const spelled = r.chance(0.3) ? email.replace("@", "+news@").toUpperCase() : email;
  const facts = {
    product,
    externalId: `lead-${world.n}`,
    clickId: publicId("click", click.id),
    email: spelled,
  };
  await recordLead(app, ws, facts, ACTOR);
  credit.lead(email, click.visitor, clock.now);
  return `lead ${email}`;
}

const NEXT: Record<Promoter["state"], readonly Promoter["state"][]> = {
  approved: ["suspended", "suspended", "blocked"],
  suspended: ["approved", "approved", "blocked"],
  blocked: ["refused"],
  refused: ["approved"],
};

export async function restand(world: Touches): Promise<string> {
  const { r, app, ws, clock, affiliates, credit, managers } = world;
  const away = affiliates.filter((one) => one.state !== "approved");
  const one = r.pick(away.length > 0 && r.chance(0.7) ? away : affiliates);
  if (r.chance(0.3)) {
    one.recruiter = r.pick([null, ...managers]);
    await changeAffiliation(app, ws, one.affiliation, { recruitedBy: one.recruiter }, ACTOR);
  } else {
    one.state = r.pick(NEXT[one.state]);
    await changeAffiliation(app, ws, one.affiliation, { state: one.state, reason: "so" }, ACTOR);
  }
  credit.stand(one.party, clock.now, one.state, one.recruiter);
  return `stands ${one.name} ${one.state} ${one.recruiter}`;
}

/** For all, one, one offer or both; sometimes from a day on and for some days. */
export async function setRate(world: Touches): Promise<string> {
  const { r, app, ws, clock, product, affiliates, offers } = world;
  const party = r.chance(0.6) ? r.pick(affiliates).party : null;
  const offer = r.chance(0.3) ? (offers[1] as Uuid) : null;
  const starts = r.chance(0.4) ? instant(clock.now + r.below(6 * DAY)) : undefined;
  const ends = r.chance(0.5) ? instant(clock.now + 7 * DAY + r.below(20 * DAY)) : null;
  const rate = r.pick(["0.05", "0.15", "0.3", "0.4", "0.222222"]);
  try {
    await setCommission(app, ws, product, { party, offer, rate: ppm(rate), starts, ends }, ACTOR);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `rate ${error.code}`;
  }
  await learnRules(world);
  return `rate ${rate}`;
}

export async function wait({ r, clock }: Touches): Promise<string> {
  clock.now += HOUR * (1 + r.below(200));
  return "wait";
}
