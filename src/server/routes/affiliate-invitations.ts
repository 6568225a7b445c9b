// Invitations of a producer to promote a product, the materials shared with affiliates, and what was written
// to them. Example: POST /v1/products/product_…/affiliate-invitations { "email": "dora@example.com" }.
import { z } from "zod";
import { listCirculars } from "../../affiliates/circulars.ts";
import { listInvitations } from "../../affiliates/invitation.ts";
import { listMaterials } from "../../affiliates/materials.ts";
import { inWorkspace } from "../../db/transaction.ts";
import { inviteAffiliate, withdrawInvitation } from "../../flows/invite-affiliate.ts";
import { shareMaterial, withdrawMaterial } from "../../flows/share-material.ts";
import { writeCircular } from "../../flows/write-circular.ts";
import { idIn } from "../../wire/id.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  affiliateInvitation,
  circular,
  material,
  newAffiliateInvitation,
  newCircular,
  newMaterial,
} from "../../wire/recruiting.ts";
import { resourceRoute } from "../resource-route.ts";
import type { Server } from "../server-type.ts";
import { personOf } from "./proposals.ts";
import { showCirculars, showInvitations, showMaterials } from "./show-recruiting.ts";

const TAG = "Affiliate programmes";
const params = { product: idIn("product") };
const query = pageQuery([z.number(), z.uuid()]);

export function affiliateInvitationRoutes(server: Server): void {
  invitationRoutes(server);
  materialRoutes(server);
  circularRoutes(server);
}

function invitationRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/affiliate-invitations",
    permission: "affiliates:read",
    name: "listAffiliateInvitations",
    tag: TAG,
    summary: "Who was invited to promote a product, newest first",
    params,
    query,
    answer: listOf(affiliateInvitation),
    handle: async ({ app, caller, params, query: { cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const asked = { product: params.product, after: cursor, limit: limit + 1 };
        const found = await listInvitations(tx, caller.ws, asked);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await showInvitations(tx, caller.ws, rows, app.ids.now()), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/affiliate-invitations",
    permission: "affiliates:write",
    name: "inviteAffiliate",
    tag: TAG,
    summary: "Invite somebody by e-mail to promote a product",
    description: "Open for 30 days. A second invitation of the same address replaces the first.",
    params,
    body: newAffiliateInvitation,
    answer: affiliateInvitation,
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      const id = await inviteAffiliate(app, caller.ws, params.product, body, by);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const found = await listInvitations(tx, caller.ws, { id, limit: 1 });
        const [shown] = await showInvitations(tx, caller.ws, found, app.ids.now());
        return shown as NonNullable<typeof shown>;
      });
    },
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/affiliate-invitations/:invitation",
    permission: "affiliates:write",
    name: "withdrawAffiliateInvitation",
    tag: TAG,
    summary: "Take an invitation back: its link opens nothing any more",
    params: { invitation: idIn("invitation") },
    handle: async ({ app, caller, params, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      await withdrawInvitation(app, caller.ws, params.invitation, by);
      return undefined;
    },
  });
}

function materialRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/materials",
    permission: "affiliates:read",
    name: "listMaterials",
    tag: TAG,
    summary: "Texts and addresses that affiliates promote with, newest first",
    params,
    query,
    answer: listOf(material),
    handle: async ({ app, caller, params, query: { cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const asked = { products: [params.product], after: cursor, limit: limit + 1 };
        const found = await listMaterials(tx, caller.ws, asked);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await showMaterials(tx, caller.ws, rows), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/materials",
    permission: "affiliates:write",
    name: "shareMaterial",
    tag: TAG,
    summary: "Share a text or an address with the affiliates of a product",
    params,
    body: newMaterial,
    answer: material,
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      const id = await shareMaterial(app, caller.ws, params.product, body, by);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const [shown] = await showMaterials(
          tx,
          caller.ws,
          await listMaterials(tx, caller.ws, { id, limit: 1 }),
        );
        return shown as NonNullable<typeof shown>;
      });
    },
  });

  resourceRoute(server, {
    method: "DELETE",
    path: "/materials/:material",
    permission: "affiliates:write",
    name: "withdrawMaterial",
    tag: TAG,
    summary: "Take a material back",
    params: { material: idIn("material") },
    handle: async ({ app, caller, params, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      await withdrawMaterial(app, caller.ws, params.material, by);
      return undefined;
    },
  });
}

function circularRoutes(server: Server): void {
  resourceRoute(server, {
    method: "GET",
    path: "/products/:product/circulars",
    permission: "affiliates:read",
    name: "listCirculars",
    tag: TAG,
    summary: "What the producer wrote to affiliates, newest first",
    params,
    query,
    answer: listOf(circular),
    handle: async ({ app, caller, params, query: { cursor, limit } }) =>
      inWorkspace(app.db, caller.ws, async (tx) => {
        const asked = { product: params.product, party: null, after: cursor, limit: limit + 1 };
        const found = await listCirculars(tx, caller.ws, asked);
        const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
        return { data: await showCirculars(tx, caller.ws, rows), nextCursor };
      }),
  });

  resourceRoute(server, {
    method: "POST",
    path: "/products/:product/circulars",
    permission: "affiliates:write",
    name: "writeCircular",
    tag: TAG,
    summary: "Write to the affiliates of a product",
    description: "They are told in their inbox and by mail, unless they switched such mails off.",
    params,
    body: newCircular,
    answer: circular,
    handle: async ({ app, caller, params, body, request }) => {
      const by = { ...personOf(caller, request), side: "producer" as const };
      const id = await writeCircular(app, caller.ws, params.product, body, by);
      return inWorkspace(app.db, caller.ws, async (tx) => {
        const [shown] = await showCirculars(
          tx,
          caller.ws,
          await listCirculars(tx, caller.ws, { id, limit: 1 }),
        );
        return shown as NonNullable<typeof shown>;
      });
    },
  });
}
