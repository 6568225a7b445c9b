// What I was told, in every business, and what of it I want mailed. One inbox for console and portal, so its
// keys name no business. It never marks anything read by looking.
//   useQuery(unreadQuery).data → { unread: 3 }
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { MailChoices, MailSwitch, Notice, SaleNotices } from "../../wire/notice.ts";
import { ask, type PageOf } from "./ask.ts";

export type { MailChoices, MailSwitch, Notice, SaleNotices };
export type NoticeGroup = MailChoices["groups"][number]["name"];

const INBOX = ["inbox"] as const;
const LOOK_EVERY_MS = 45_000;

/** Looked at again every while, for a portal that hears of nothing; the console hears sooner. */
export const unreadQuery = queryOptions({
  queryKey: [...INBOX, "unread"],
  queryFn: ({ signal }) => ask<{ unread: number }>("GET", "/v1/inbox/unread", { signal }),
  refetchInterval: LOOK_EVERY_MS,
  staleTime: 5_000,
  retry: false,
});

export const inboxQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: [...INBOX, "list", unread],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 25, cursor: pageParam, unread: unread ? "true" : undefined };
      return ask<PageOf<Notice>>("GET", "/v1/inbox", { query, signal });
    },
    getNextPageParam: (last) => last.nextCursor,
  });

export const inboxChanged = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: INBOX });

export const markRead = (notices: readonly string[]) =>
  ask<{ unread: number }>("POST", "/v1/inbox/read", { body: { notices } });

/** Those that were there when the newest that is shown was told. */
export const markAllRead = (upTo: string) =>
  ask<{ unread: number }>("POST", "/v1/inbox/read-all", { body: { upTo } });

export const mailChoicesQuery = queryOptions({
  queryKey: ["mail-choices"],
  queryFn: ({ signal }) => ask<MailChoices>("GET", "/v1/account/mails", { signal }),
});

export const chooseMails = (mailed: Partial<Record<NoticeGroup, boolean>>) =>
  ask<MailChoices>("PUT", "/v1/account/mails", { body: mailed });

export const chooseSales = (party: string, how: SaleNotices) =>
  ask<MailChoices>("POST", `/v1/partner/${party}/sale-notices`, { body: { how } });

export const openSwitch = (token: string) =>
  ask<MailSwitch>("POST", "/v1/mail-switch/open", { body: { token } });

export const flipSwitch = (token: string, on: boolean) =>
  ask<MailSwitch>("POST", "/v1/mail-switch", { body: { token, on } });
