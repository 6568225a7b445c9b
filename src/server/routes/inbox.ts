// A person's inbox over all their businesses, and what of it they want mailed. Asks for a session and for no
// workspace: each notice is the person's own. Example: GET /v1/inbox?unread=true → newest first.
import { z } from "zod";
import { chooseMails, chooseSales, readMailChoices } from "../../flows/choose-mails.ts";
import { placeOf } from "../../flows/place-of-notice.ts";
import { countInbox, type InboxNotice, readInbox, readInInbox } from "../../flows/read-inbox.ts";
import { showId } from "../../wire/id.ts";
import { showInstant } from "../../wire/instant.ts";
import { listOf, page, pageQuery } from "../../wire/list.ts";
import {
  allRead,
  mailChoices,
  mailChoicesChange,
  notice,
  noticesRead,
  type Notice as Shown,
  saleNoticesChange,
  unreadCount,
} from "../../wire/notice.ts";
import { openRoute } from "../open-route.ts";
import { partnerRoute } from "../partner-route.ts";
import type { Server } from "../server-type.ts";

const TAG = "Inbox";
const because = "is a person's own inbox";

export function inboxRoutes(server: Server): void {
  listRoutes(server);
  readRoutes(server);
  choiceRoutes(server);
}

function listRoutes(server: Server): void {
  openRoute(server, {
    method: "GET",
    path: "/inbox",
    person: true,
    because,
    name: "listNotices",
    tag: TAG,
    summary: "What I was told, in every business, newest first",
    query: { unread: z.literal("true").optional(), ...pageQuery([z.number(), z.uuid()]) },
    answer: listOf(notice),
    handle: async ({ app, person, query }) => {
      const { cursor, limit, unread } = query;
      const asked = { unread: unread !== undefined, after: cursor, limit: limit + 1 };
      const found = await readInbox(app, person.account, asked);
      const { rows, nextCursor } = page(found, limit, (one) => [one.createdAt.getTime(), one.id]);
      return { data: rows.map(showNotice), nextCursor };
    },
  });

  openRoute(server, {
    method: "GET",
    path: "/inbox/unread",
    person: true,
    because,
    name: "countUnread",
    tag: TAG,
    summary: "How many of them I have not read",
    answer: unreadCount,
    handle: async ({ app, person }) => ({ unread: await countInbox(app, person.account) }),
  });
}

function readRoutes(server: Server): void {
  openRoute(server, {
    method: "POST",
    path: "/inbox/read",
    person: true,
    because,
    name: "markNoticesRead",
    tag: TAG,
    summary: "Mark some as read",
    body: noticesRead,
    answer: unreadCount,
    handle: async ({ app, person, body }) => {
      await readInInbox(app, person.account, { ids: body.notices });
      return { unread: await countInbox(app, person.account) };
    },
  });

  openRoute(server, {
    method: "POST",
    path: "/inbox/read-all",
    person: true,
    because,
    name: "markAllNoticesRead",
    tag: TAG,
    summary: "Mark all as read that were there",
    body: allRead,
    answer: unreadCount,
    handle: async ({ app, person, body }) => {
      await readInInbox(app, person.account, { upTo: body.upTo });
      return { unread: await countInbox(app, person.account) };
    },
  });
}

function choiceRoutes(server: Server): void {
  openRoute(server, {
    method: "GET",
    path: "/account/mails",
    person: true,
    because: "tells a person about themselves",
    name: "readMailChoices",
    tag: "My account",
    summary: "Which notices are mailed to me",
    answer: mailChoices,
    handle: ({ app, person }) => showChoices(app, person.account),
  });

  openRoute(server, {
    method: "PUT",
    path: "/account/mails",
    person: true,
    because: "changes a person's own account",
    name: "changeMailChoices",
    tag: "My account",
    summary: "Choose which notices are mailed to me",
    description: "What is needed is always mailed: what is asked of you, what was agreed, what has ended.",
    body: mailChoicesChange,
    answer: mailChoices,
    handle: async ({ app, person, body }) => {
      const named = Object.entries(body).filter(([, mailed]) => mailed !== undefined);
      await chooseMails(app, person.account, Object.fromEntries(named));
      return await showChoices(app, person.account);
    },
  });

  partnerRoute(server, {
    method: "POST",
    path: "/sale-notices",
    name: "chooseSaleNotices",
    tag: "Partner portal",
    summary: "How often I am told of the party's sales: each, daily or never",
    body: saleNoticesChange,
    answer: mailChoices,
    handle: async ({ app, partner, body }) => {
      await chooseSales(app, partner, body.how);
      return await showChoices(app, partner.account);
    },
  });
}

async function showChoices(app: Server["app"], account: InboxNotice["account"]) {
  const { groups, sales } = await readMailChoices(app, account);
  const shown = sales.map(({ party, workspace, ...one }) => ({
    ...one,
    party: showId("party", party),
    workspace: { ...workspace, id: showId("ws", workspace.id) },
  }));
  return { groups, sales: shown };
}

function showNotice(one: InboxNotice): Shown {
  const { id, kind, workspace, party, leadsTo, facts, createdAt, readAt } = one;
  const { ends, starts, until, ...rest } = facts;
  const spelled = {
    ...(ends === undefined ? {} : { ends: showInstant(ends) }),
    ...(starts === undefined ? {} : { starts: showInstant(starts) }),
    ...(until === undefined ? {} : { until: showInstant(until) }),
  };
  return {
    id: showId("notice", id),
    kind,
    workspace: { ...workspace, id: showId("ws", workspace.id) },
    party: showId("party", party),
    leadsTo,
    path: placeOf(one, workspace.id),
    facts: { ...rest, ...spelled } as Shown["facts"],
    at: showInstant(createdAt),
    readAt: showInstant(readAt),
  };
}
