// Steps of the world of agreements: invitations, changes and ends proposed by either side, answered by the
// right side and the wrong one, withdrawn, left to lapse; a cap that moves. Each is done through the door and
// held against the auditor of agreements: what must be refused, what must not.
// Example: takeAgreeStep(world) → "amend by party: open".
import { parsePublicId, type Uuid } from "../../src/base/id.ts";
import { CURRENT_TERMS_OF_USE } from "../../src/contracts/terms-of-use.ts";
import { sendProposal } from "../../src/flows/send-proposal.ts";
import { watchContracts } from "../../src/flows/watch-contracts.ts";
import { type AgreeWorld, type Partner, signIn } from "./agree-world.ts";
import type { Agreed, Asked, Proposal, Reasons, Side } from "./auditor-terms.ts";
import { afterDeath, mayDie, type Told } from "./dying-door.ts";
import { randomTerms } from "./random-terms.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const termsOfUse = CURRENT_TERMS_OF_USE;
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/**
 * Null where it was done as it must be; else the code, which is one of those that may be. Throws otherwise.
 */
export function expectOneOf(what: string, may: Reasons, { status, body }: Told): string | null {
  const found = status < 300 ? null : (body?.code ?? `status ${status}`);
  if (found === null ? may.size === 0 : may.has(found)) return found;
  const list = may.size === 0 ? "that nothing is in the way" : [...may].join(" or ");
  throw new Error(
    `${what}: the auditor says ${list}, the product ${found ?? "did it"} ${JSON.stringify(body)}`,
  );
}

/** In the near future, or with the acceptance. */
export function someDay({ r, clock }: AgreeWorld, chance: number, most: number): number | null {
  return r.chance(chance) ? clock.now + HOUR + r.below(most * DAY) : null;
}

export async function invite(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed } = world;
  const partner = r.pick(world.partners);
  const product = r.pick(world.products);
  const terms = randomTerms(r);
  const starts = someDay(world, 0.3, 20);
  const ends = r.chance(0.2) ? (starts ?? clock.now) + DAY + r.below(60 * DAY) : null;
  const wanted = { ...terms, starts: iso(starts), ends: iso(ends), termsOfUse };
  const told = await (r.chance(0.3) ? world.asKey : world.asAna)("POST", "/proposals", {
    invitations: [{ product: product.id, email: partner.email, ...wanted }],
  });
  const asked = { kind: "invite", side: "producer", product: product.id, terms, starts, ends } as const;
  const named = { ...asked, contract: "", party: partner.party ?? "nobody yet" };
  const found = expectOneOf(`invitation of ${partner.email}`, agreed.whyNotAsk(named, clock.now), told);
  if (found !== null) return `invite: ${found}`;
  const { id, contract, party } = told.body.data[0];
  if (partner.party !== undefined && partner.party !== party.id)
    throw new Error(`${partner.email} is two parties`);
  partner.party = party.id;
  agreed.ask(id, { ...asked, contract, party: party.id }, clock.now);
  return `invite ${terms.share} ${terms.scope}: open`;
}

/** Amendments and ends, of either side. */
export async function change(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed } = world;
  const live = agreed.contracts.filter((one) => !agreed.hasEnded(one, clock.now));
  if (live.length === 0) return invite(world);
  const contract = r.pick(r.chance(0.95) ? live : agreed.contracts);
  const side = r.pick(["producer", "party"] as const);
  const kind = r.chance(0.82) ? "amend" : "end";
  const terms = kind === "end" ? null : randomTerms(r, contract.stretches.at(-1)?.terms.scope);
  const starts = kind === "end" ? null : someDay(world, 0.3, 20);
  const ends = kind === "end" ? someDay(world, 0.6, 20) : someDay(world, 0.1, 90);
  if (starts !== null && ends !== null && ends <= starts) return "change nothing";
  const { product, party } = contract;
  const asked: Asked = { kind, side, contract: contract.id, product, party, terms, starts, ends };
  const path = `/contracts/${contract.id}/${kind === "end" ? "endings" : "amendments"}`;
  const wanted = kind === "end" ? { ends: iso(ends) } : { ...terms, starts: iso(starts), ends: iso(ends) };
  const told = await asSide(world, side, party, path, { ...wanted, termsOfUse });
  const found = expectOneOf(`${kind} of ${contract.id}`, agreed.whyNotAsk(asked, clock.now), told);
  if (found !== null) return `${kind} by ${side}: ${found}`;
  agreed.ask(told.body.id, asked, clock.now);
  return `${kind} by ${side}: open`;
}

export async function asSide(
  world: AgreeWorld,
  side: Side,
  party: string,
  path: string,
  payload: object,
): Promise<Told> {
  if (side === "producer") return await world.asAna("POST", path, payload);
  const cookie = world.partners.find((one) => one.party === party)?.cookie;
  return await world.as(cookie, "POST", `/partner/${party}${path}`, payload);
}

/** Mostly what is open, by the side that may; sometimes what was answered, and by the side that may not. */
export async function answer(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed } = world;
  const open = agreed.open(clock.now);
  const list = r.chance(0.92) ? open : agreed.proposals.slice(-12);
  if (list.length === 0) return invite(world);
  const proposal = r.pick(list);
  const isRight = r.chance(0.75);
  const act = r.chance(0.76) ? "accept" : r.pick(["decline", "withdraw"] as const);
  const may = (act === "withdraw") === isRight ? proposal.side : otherSide(proposal.side);
  const partner = world.partners.find((one) => one.party === proposal.party) as Partner;
  if (
    may === "party" &&
    proposal.kind === "invite" &&
    act !== "withdraw" &&
    (!partner.isLinked || r.chance(0.5))
  )
    return await answerByLink(world, proposal, partner, act);
  if (may === "party" && !partner.isLinked) return "answer nothing";
  const reasons = agreed.whyNotAnswer(proposal, may, act, clock.now);
  if (isRepeated(proposal, may, act)) reasons.clear();
  const payload = act === "accept" ? { termsOfUse } : act === "decline" ? { answer: "No." } : {};
  const path = `/proposals/${proposal.id}/${act}`;
  const told = await asSide(world, may, proposal.party, path, payload);
  const found = expectOneOf(`${act} of ${proposal.kind} by ${may}`, reasons, told);
  if (found === null && proposal.answer === "open") agreed.answer(proposal, act, clock.now);
  return `${act} ${proposal.kind} by ${may}: ${found}`;
}

const otherSide = (side: Side): Side => (side === "party" ? "producer" : "party");
/** Who accepted may press the button again: it is one acceptance. */
const isRepeated = (proposal: Proposal, side: Side, act: string) =>
  act === "accept" && proposal.answer === "accepted" && proposal.side !== side;

/** By the link of a mail, which is sent now: looked at first, which changes nothing. */
async function answerByLink(
  world: AgreeWorld,
  proposal: Proposal,
  partner: Partner,
  act: "accept" | "decline",
): Promise<string> {
  const { r, clock, agreed, mails } = world;
  const before = mails.length;
  await sendProposal(world.app, world.mailing, world.ws, parsePublicId("proposal", proposal.id) as Uuid);
  const isOpen = agreed.stateOf(proposal, clock.now) === "open";
  if (mails.length > before !== isOpen) throw new Error(`a mail of a proposal that is ${proposal.answer}`);
  const token = /#([\w-]{43})/.exec(mails.at(-1)?.text ?? "")?.[1] ?? "A".repeat(43);
  const opened = await world.as(undefined, "POST", "/invitations/open", { token });
  if (isOpen) expectOneOf("a look", new Set(), opened);
  const reasons = agreed.whyNotAnswer(proposal, "party", act, clock.now);
  // The newest mail is another's: only a mail of its own has a link to it.
  if (!isOpen) return `look at what is ${agreed.stateOf(proposal, clock.now)}`;
  const name = partner.email.split("@")[0];
  const send = () => {
    const who = partner.cookie === undefined ? { name } : {};
    const payload = act === "accept" ? { token, termsOfUse, ...who } : { token };
    return world.as(partner.cookie, "POST", `/invitations/${act}`, payload);
  };
  const done = await (r.chance(0.3) ? pressTwice(send) : pressUntilHeard(world, partner, send));
  const found = expectOneOf(`${act} by link`, reasons, done);
  if (found !== null) return `${act} by link: ${found}`;
  agreed.answer(proposal, act, clock.now);
  if (act === "accept") {
    partner.cookie ??= await signIn(world, partner.email);
    partner.isLinked = true;
  }
  return `${act} by link: done`;
}

/** A double click: both at once. */
async function pressTwice(send: () => Promise<Told>): Promise<Told> {
  const [told, again] = (await Promise.all([send(), send()])) as [Told, Told];
  return told.status >= 300 ? again : told;
}

/** The process may die at it. Who has got an account by then signs in and presses again. */
async function pressUntilHeard(
  world: AgreeWorld,
  partner: Partner,
  send: () => Promise<Told>,
): Promise<Told> {
  const risks = mayDie(world.life, false);
  const told = await send();
  const hasDied = risks && told.status >= 500;
  afterDeath(world.life, hasDied);
  if (!hasDied) return told;
  const again = await send();
  if (again.status < 300 || partner.cookie !== undefined) return again;
  partner.cookie = await signIn(world, partner.email);
  return await send();
}

/** A key may propose; it accepts nothing for anybody. */
export async function answerByKey(world: AgreeWorld): Promise<string> {
  const proposal = world.agreed.open(world.clock.now)[0];
  if (proposal === undefined) return "key nothing";
  const told = await world.asKey("POST", `/proposals/${proposal.id}/accept`, { termsOfUse });
  if (told.status !== 403) throw new Error(`a key's acceptance was answered ${told.status}`);
  return "key refused";
}

/** What a kill of the process leaves: the database alone. */
export async function restart(world: AgreeWorld): Promise<string> {
  world.life.restart();
  return "restart";
}

export async function moveCap(world: AgreeWorld): Promise<string> {
  const { r, clock, agreed } = world;
  const cap = r.pick(["0.7", "0.7", "0.6", "0.5", "0.4"]);
  const products = world.products.map((one) => one.id);
  const told = await world.asAna("PATCH", "/workspace", { maxShared: cap });
  const found = expectOneOf(`cap of ${cap}`, agreed.whyNotCap(cap, products, clock.now), told);
  if (found === null) agreed.setCap(cap);
  return `cap ${cap}: ${found}`;
}

/** The clock moves; now and then past what lapses and ends, and the hourly look writes it down. */
export async function wait(world: AgreeWorld): Promise<string> {
  world.clock.now += world.r.pick([DAY, 4 * DAY, 15 * DAY]) + world.r.below(HOUR);
  if (world.r.chance(0.5)) await watchContracts(world.app, world.ws);
  return "wait";
}

/** Every contract and proposal as the API shows them, against what both sides did. */
export async function compareAgreements(world: AgreeWorld): Promise<string> {
  const { agreed, clock } = world;
  const { body: shown } = await world.asKey("GET", "/contracts?limit=100");
  if (shown.data.length !== agreed.contracts.length) throw new Error(`${shown.data.length} contracts`);
  for (const one of shown.data)
    compareContract(
      agreed.contract(one.id),
      one,
      agreed.contract(one.id) ? agreed.hasEnded(agreed.contract(one.id) as Agreed, clock.now) : false,
    );
  const { body: asked } = await world.asKey("GET", "/proposals?limit=100");
  for (const one of asked.data) {
    const known = agreed.proposals.find((proposal) => proposal.id === one.id);
    const state = known === undefined ? "unknown" : agreed.stateOf(known, clock.now);
    if (one.state !== state)
      throw new Error(`proposal ${one.id}: the auditor says ${state}, the product ${one.state}`);
  }
  return agreed.contracts.map((one) => JSON.stringify([one.id, one.stretches])).join("\n");
}

type Version = { starts: string; ends: string | null; share: string; scope: string; renewals: string };
type Shown = { id: string; state: string; versions: Version[] };

/** The newest version that has started holds, until its end; nothing else than what both agreed. */
function compareContract(known: Agreed | undefined, shown: Shown, isEnded: boolean): void {
  if (known === undefined) throw new Error(`contract ${shown.id} without both sides`);
  if (shown.versions.length !== known.changes)
    throw new Error(`contract ${shown.id}: ${known.changes} agreements, ${shown.versions.length} versions`);
  const shownAt = (at: number) => {
    const holds = shown.versions.findLast((one) => Date.parse(one.starts) <= at);
    return holds === undefined || (holds.ends !== null && Date.parse(holds.ends) <= at) ? undefined : holds;
  };
  const turns = [...known.stretches.flatMap((one) => [one.from, one.until ?? one.from])];
  for (const one of shown.versions) turns.push(Date.parse(one.starts), Date.parse(one.ends ?? one.starts));
  for (const at of turns.flatMap((turn) => [turn - 1, turn])) {
    const expected = known.stretches.find(({ from, until }) => from <= at && (until === null || at < until));
    const found = shownAt(at);
    const say = (one: { share?: string; scope: string; renewals: string } | undefined) =>
      one === undefined ? "nothing" : `${Number(one.share ?? 0)} ${one.scope} ${one.renewals}`;
    if (say(expected?.terms) === say(found)) continue;
    const when = new Date(at).toISOString();
    throw new Error(`contract ${shown.id} at ${when}: agreed ${say(expected?.terms)}, found ${say(found)}`);
  }
  if ((shown.state === "ended") !== isEnded) throw new Error(`contract ${shown.id} is ${shown.state}`);
}
