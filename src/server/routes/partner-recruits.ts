// A partner as an affiliate manager: the products it recruits for, its own affiliates and applicants and
// nobody else's, decisions, invitations, handing over, writing to them, sharing materials.
// Example: GET /v1/partner/party_…/recruits → carla, approved; dora, requested.
import { z } from "zod";
import { listCirculars } from "../../affiliates/circulars.ts";
import { listInvitations } from "../../affiliates/invitation.ts";
import { listMaterials } from "../../affiliates/materials.ts";
import { listRecruits } from "../../affiliates/read-recruits.ts";
import { inParty, inWorkspace } from "../../db/transaction.ts";
import { decideAffiliation } from "../../flows/decide-affiliation.ts";
import { handOver } from "../../flows/hand-over-affiliates.ts";
import { handOverAffiliateInvitation } from "../../flows/hand-over-link.ts";
import { inviteAffiliate, withdrawInvitation } from "../../flows/invite-affiliate.ts";
import { listManaged } from "../../flows/list-managed.ts";
import { makeRecruitingLink } from "../../flows/make-recruiting-link.ts";
import { shareMaterial, withdrawMaterial } from "../../flows/share-material.ts";
import { writeCircular } from "../../flows/write-circular.ts";
import { affiliationState } from "../../wire/affiliation.ts";
import { idIn, showId } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import { handedLink } from "../../wire/member.ts";
import {
  affiliateInvitation,
  circular,
  handedOver,
  handOver as handOverBody,
  managedProducts,
  material,
  newCircular,
  newMaterial,
  newRecruitInvitation,
  ownDecision,
  type Recruit,
  recruit,
  recruitingLink,
} from "../../wire/recruiting.ts";
import { type Partner, partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";
import { partnerRecruitFigureRoutes } from "./partner-recruit-figures.ts";
import { showCirculars, showInvitations, showMaterials, showRecruits } from "./show-recruiting.ts";

const TAG = "Partner portal";
const ofProduct = { product: idIn("product") };
const cursor = pageQuery([z.number(), z.uuid()]);

export function partnerRecruitRoutes(server: Server): void {
  listRoutes(server);
  decideRoutes(server);
  inviteRoutes(server);
  serveRoutes(server);
  partnerRecruitFigureRoutes(server);
}

function listRoutes(server: Server): void {
  partnerRoute(server, {
    method: "GET",
    path: "/managed-products",
    name: "listManagedProducts",
    tag: TAG,
    summary: "The products the party is an affiliate manager of",
    answer: managedProducts,
    handle: async ({ app, partner }) => ({ data: await listManaged(app, partner, server.door.publicUrl) }),
  });

  partnerRoute(server, {
    method: "GET",
    path: "/recruits",
    name: "listRecruits",
    tag: TAG,
    summary: "The affiliates that the party recruited, newest first",
    query: { product: idIn("product").optional(), state: affiliationState.optional(), ...cursor },
    answer: listOf(recruit),
    handle: ({ app, partner, query: { cursor, limit, ...filter } }) =>
      inParty(app.db, partner, async (tx) => {
        const asked = { ...filter, recruitedBy: partner.party, after: cursor, limit: limit + 1 };
        const found = await listRecruits(tx, partner.ws, asked);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await showRecruits(tx, partner.ws, rows, app.ids.now()), nextCursor };
      }),
  });
}

function decideRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/recruits/:affiliation/decisions",
    name: "decideRecruit",
    tag: TAG,
    summary: "Approve or refuse an applicant of the party's own",
    accepts: true,
    params: { affiliation: idIn("affiliation") },
    body: ownDecision,
    answer: recruit,
    handle: async ({ app, partner, params, body }) => {
      const decided = await decideAffiliation(app, partner.ws, params.affiliation, body, partner);
      return inWorkspace(app.db, partner.ws, async (tx) => {
        return (await showRecruits(tx, partner.ws, [decided], app.ids.now()))[0] as Recruit;
      });
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/managed-products/:product/hand-overs",
    name: "handOverRecruits",
    tag: TAG,
    summary: "Hand own affiliates over to another manager of the product, for later sales",
    accepts: true,
    params: ofProduct,
    body: handOverBody,
    answer: handedOver,
    handle: async ({ app, partner, params, body }) => ({
      count: await handOver(app, partner.ws, params.product, body, partner),
    }),
  });
}

function inviteRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/managed-products/:product/link",
    name: "makeRecruitingLink",
    tag: TAG,
    summary: "The party's own recruiting link of a product, made once",
    accepts: true,
    params: ofProduct,
    answer: recruitingLink,
    handle: async ({ app, partner, params }) => {
      const code = await makeRecruitingLink(app, partner.ws, params.product, partner.party);
      const managed = await listManaged(app, partner, server.door.publicUrl);
      const id = showId("product", params.product);
      const found = managed.find((one) => one.product.id === id);
      return {
        product: found?.product as NonNullable<typeof found>["product"],
        code,
        address: found?.link ?? "",
      };
    },
  });

  partnerRoute(server, {
    method: "GET",
    path: "/recruit-invitations",
    name: "listRecruitInvitations",
    tag: TAG,
    summary: "Whom the party invited to promote, newest first",
    query: { product: idIn("product").optional(), ...cursor },
    answer: listOf(affiliateInvitation),
    handle: ({ app, partner, query: { cursor, limit, product } }) =>
      inParty(app.db, partner, async (tx) => {
        const asked = { product, recruitedBy: partner.party, after: cursor, limit: limit + 1 };
        const found = await listInvitations(tx, partner.ws, asked);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await showInvitations(tx, partner.ws, rows, app.ids.now()), nextCursor };
      }),
  });

  invitationActs(server);
}

function invitationActs(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/managed-products/:product/invitations",
    name: "inviteRecruit",
    tag: TAG,
    summary: "Invite somebody to promote a product as the party's own affiliate",
    accepts: true,
    params: ofProduct,
    body: newRecruitInvitation,
    answer: affiliateInvitation,
    status: 201,
    handle: async ({ app, partner, params, body }) => {
      const id = await inviteAffiliate(app, partner.ws, params.product, body, partner);
      return inWorkspace(app.db, partner.ws, async (tx) => {
        const found = await listInvitations(tx, partner.ws, { id, limit: 1 });
        const [shown] = await showInvitations(tx, partner.ws, found, app.ids.now());
        return shown as NonNullable<typeof shown>;
      });
    },
  });

  partnerRoute(server, {
    method: "DELETE",
    path: "/recruit-invitations/:invitation",
    name: "withdrawRecruitInvitation",
    tag: TAG,
    summary: "Take an own invitation back",
    accepts: true,
    params: { invitation: idIn("invitation") },
    answer: z.object({}),
    handle: async ({ app, partner, params }) => {
      await withdrawInvitation(app, partner.ws, params.invitation, partner);
      return {};
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/recruit-invitations/:invitation/link",
    name: "takeRecruitInvitationLink",
    tag: TAG,
    summary: "A link to hand over oneself, of an own invitation to promote",
    description: "Ends every link before it. Refused (`mail_leaves`) where mail is set up.",
    accepts: true,
    params: { invitation: idIn("invitation") },
    answer: handedLink,
    keep: () => ({ link: "" }),
    handle: async ({ app, partner, params }) => ({
      link: await handOverAffiliateInvitation(app, server.door, partner, params.invitation),
    }),
  });
}

function serveRoutes(server: Server): void {
  partnerRoute(server, {
    method: "POST",
    path: "/managed-products/:product/circulars",
    name: "writeToRecruits",
    tag: TAG,
    summary: "Write to the own affiliates of a product",
    accepts: true,
    params: ofProduct,
    body: newCircular,
    answer: circular,
    status: 201,
    handle: async ({ app, partner, params, body }) => {
      const id = await writeCircular(app, partner.ws, params.product, body, partner);
      return inWorkspace(app.db, partner.ws, async (tx) => {
        const found = await listCirculars(tx, partner.ws, { id, limit: 1 });
        const [shown] = await showCirculars(tx, partner.ws, found);
        return shown as NonNullable<typeof shown>;
      });
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/managed-products/:product/materials",
    name: "shareWithRecruits",
    tag: TAG,
    summary: "Share a text or an address with the own affiliates of a product",
    accepts: true,
    params: ofProduct,
    body: newMaterial,
    answer: material,
    status: 201,
    handle: async ({ app, partner, params, body }) => {
      const id = await shareMaterial(app, partner.ws, params.product, body, partner);
      return inWorkspace(app.db, partner.ws, async (tx) => {
        const [shown] = await showMaterials(
          tx,
          partner.ws,
          await listMaterials(tx, partner.ws, { id, limit: 1 }),
        );
        return shown as NonNullable<typeof shown>;
      });
    },
  });

  partnerRoute(server, {
    method: "DELETE",
    path: "/materials/:material",
    name: "withdrawOwnMaterial",
    tag: TAG,
    summary: "Take an own material back",
    accepts: true,
    params: { material: idIn("material") },
    answer: z.object({}),
    handle: async ({ app, partner, params }) => {
      await withdrawMaterial(app, partner.ws, params.material, partner as Partner);
      return {};
    },
  });
}
