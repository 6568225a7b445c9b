// The public page of a programme, for anybody; and applying, for whoever is signed in. Says nothing of any
// person, and never which addresses have an account.
// Example: GET /v1/program-page?slug=piano-in-30-days → what is sold, what one earns, the rules, the terms.
import { formatRate } from "../../base/rate.ts";
import { joinByHand } from "../../flows/join-by-hand.ts";
import { joinProgram, openPage } from "../../flows/join-program.ts";
import { type ProgramPage, showProgramPage } from "../../flows/show-program-page.ts";
import { signUpApplicant } from "../../flows/sign-up-applicant.ts";
import { languageOf } from "../../notices/mail-language.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import {
  application,
  applied,
  joinedByHand,
  programPage,
  type ProgramPage as Shown,
  signUp,
  slugQuery,
} from "../../wire/program.ts";
import { session } from "../../wire/session.ts";
import { openRoute } from "../open-route.ts";
import { DoorAnswer } from "../problem.ts";
import type { Server } from "../server-type.ts";
import { mailWayOf, mustBeIn, showSession } from "./session.ts";
import { showNextRules, showProgramTerms, showRules } from "./show-program.ts";

const TAG = "Programme pages";
const TRIES = 10;
const LOOKS = 120;

export function programPageRoutes(server: Server): void {
  openRoute(server, {
    method: "GET",
    path: "/program-page",
    person: false,
    because: "is the public page of a programme",
    triesPerMinute: LOOKS,
    name: "readProgramPage",
    tag: TAG,
    summary: "What a programme's public page says",
    query: slugQuery,
    answer: programPage,
    handle: async ({ app, query }) => show(await showProgramPage(app, query), mailWayOf(server.door)),
  });

  openRoute(server, {
    method: "POST",
    path: "/program-applications",
    person: true,
    because: "is how a person joins a programme, as themselves",
    triesPerMinute: TRIES,
    kept: true,
    name: "applyToProgram",
    tag: TAG,
    summary: "Apply to promote a product",
    body: application,
    answer: applied,
    status: 201,
    handle: async ({ app, person, body }) => {
      const { id, party, state, code } = await joinProgram(app, person, body);
      const shown = { party: showId("party", party), affiliation: showId("affiliation", id), code };
      return { ...shown, state: state === "approved" ? ("approved" as const) : ("requested" as const) };
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/program-applications/sign-up",
    person: false,
    because: "is how somebody without an account begins to apply",
    triesPerMinute: TRIES,
    name: "signUpApplicant",
    tag: TAG,
    summary: "Have a link mailed that proves my address and leads back to the page",
    description: "The answer is the same whether or not the address has an account.",
    body: signUp,
    status: 202,
    handle: async ({ app, body, request }) => {
      await openPage(app, body.slug);
      const { identity, mail, publicUrl } = server.door;
      const language = languageOf(request.headers["accept-language"]);
      // Beside the request, so that its time tells nothing either.
      signUpApplicant(app, { identity, mail, publicUrl }, body, language).catch((error) =>
        request.log.error({ err: error }, "an applicant's link was not made"),
      );
      return undefined;
    },
  });

  byHandRoute(server);
}

function byHandRoute(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/program-applications/join",
    person: false,
    because: "makes the account of an invited address where no mail leaves",
    triesPerMinute: TRIES,
    name: "joinProgramByHand",
    tag: TAG,
    summary: "Make the account of the invited address, where this server sends no mail",
    description: "The account counts as unproven. Refused (`mail_leaves`) where mail is set up.",
    body: joinedByHand,
    answer: session,
    status: 201,
    handle: async ({ app, body, request, reply }) => {
      const { identity } = server.door;
      const person = await joinByHand(app, identity, server.door, body);
      const tried = await identity.signIn(person.email, body.password, request.headers);
      if (tried.kind === "no")
        throw new DoorAnswer(401, "not_signed_in", "Your account is made. Sign in to go on.");
      const signed = mustBeIn(tried);
      reply.header("set-cookie", [...signed.cookies]);
      return await showSession(server, signed.person);
    },
  });
}

function show(found: ProgramPage, mail: Shown["mail"]): Shown {
  const { head, rules, next, terms, rate, nextRate, offers } = found;
  const { product, business, timeZone, base, isByManager, invitedAs, hasOwnRate } = found;
  return {
    ...{ slug: head.slug, product, business, timeZone, base },
    ...{ about: head.about, state: head.state, access: head.access },
    rules: showRules(rules),
    next: showNextRules(next),
    rate: rate === null ? null : formatRate(rate),
    nextRate:
      nextRate === null
        ? null
        : { rate: formatRate(nextRate.rate), from: showInstant(nextRate.starts), until: null },
    terms: showProgramTerms(terms),
    offers: offers.map(({ offer: { id, name, currency, price, kind, every }, rate, example }) => ({
      ...{ id: showId("offer", id), name, currency, price, kind, every },
      ...{ rate: formatRate(rate), example },
    })),
    ...{ recruiter: isByManager, invited: invitedAs !== null, ownRate: hasOwnRate },
    // Where mail leaves, nobody is told to whom it went.
    ...{ invitedAs: mail === "folder" ? invitedAs : null, mail },
  };
}
