// Money out, for whichever side looks: runs and payouts of the producer's, the party's own, where a party is
// paid. Account numbers go in whole and come out masked. It never keeps one.
//   useQuery(runQuery(ws, "run_…")).data → { no: 12, state: "paying", files: [...] }
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  BankAnswer,
  NewPayoutRun,
  OwnPayout,
  Payout,
  PayoutDetail,
  PayoutLeftOut,
  PayoutPreview,
  PayoutRun,
} from "../../wire/payout.ts";
import type {
  PayingAccount,
  PayingAccountIn,
  PayoutDetails,
  PayoutMethodIn,
  PayoutPolicy,
  PayoutRequest,
  PayoutSettings,
} from "../../wire/payout-method.ts";
import type { Reserve } from "../../wire/reserve.ts";
import { ask, type PageOf } from "./ask.ts";

export type {
  BankAnswer,
  NewPayoutRun,
  OwnPayout,
  PayingAccount,
  PayingAccountIn,
  Payout,
  PayoutDetail,
  PayoutDetails,
  PayoutLeftOut,
  PayoutMethodIn,
  PayoutPolicy,
  PayoutPreview,
  PayoutRequest,
  PayoutRun,
  PayoutSettings,
};

const home = (ws: string) => `/v1/workspaces/${ws}`;
const own = (party: string) => `/v1/partner/${party}`;
const runHome = (ws: string, run: string) => `${home(ws)}/payout-runs/${run}`;

export const previewQuery = (ws: string, wanted: NewPayoutRun) =>
  queryOptions({
    queryKey: [ws, "payouts", "preview", wanted],
    queryFn: ({ signal }) =>
      ask<PayoutPreview>("POST", `${home(ws)}/payout-runs/preview`, { body: wanted, signal }),
  });

export const proposeRun = (ws: string, wanted: NewPayoutRun) =>
  ask<PayoutRun>("POST", `${home(ws)}/payout-runs`, { body: wanted });

const readRuns = (ws: string, cursor: string | null, signal: AbortSignal) =>
  ask<PageOf<PayoutRun>>("GET", `${home(ws)}/payout-runs`, { query: { limit: 25, cursor }, signal });

export const runsQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: [ws, "payouts", "runs"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readRuns(ws, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
  });

/** Looked at again every other second while it is being begun. */
export const runQuery = (ws: string, run: string) =>
  queryOptions({
    queryKey: [ws, "payouts", "run", run],
    queryFn: ({ signal }) => ask<PayoutRun>("GET", runHome(ws, run), { signal }),
    refetchInterval: ({ state }) => (state.data?.state === "approved" ? 2000 : false),
  });

export const approveRun = (ws: string, run: string) => ask<PayoutRun>("POST", `${runHome(ws, run)}/approve`);

export const stopRun = (ws: string, run: string) => ask<PayoutRun>("POST", `${runHome(ws, run)}/stop`);

export const withdrawRun = (ws: string, run: string) =>
  ask<PayoutRun>("POST", `${runHome(ws, run)}/withdraw`);

export const settleFile = (ws: string, run: string, file: string) =>
  ask<PayoutRun>("POST", `${runHome(ws, run)}/settle`, { body: { file } });

export const fileAddress = (ws: string, run: string, file: string) => `${runHome(ws, run)}/files/${file}`;

export const leftOutQuery = (ws: string, run: string) =>
  infiniteQueryOptions({
    queryKey: [ws, "payouts", "left-out", run],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<PayoutLeftOut>>("GET", `${runHome(ws, run)}/left-out`, {
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export interface PayoutFilters {
  run?: string | undefined;
  party?: string | undefined;
  state?: string | undefined;
  rail?: string | undefined;
  cameBack?: string | undefined;
  answer?: string | undefined;
  said?: string | undefined;
  q?: string | undefined;
}

export const readPayouts = (ws: string, filters: PayoutFilters, cursor: string | null, signal: AbortSignal) =>
  ask<PageOf<Payout>>("GET", `${home(ws)}/payouts`, { query: { ...filters, limit: 50, cursor }, signal });

export const payoutsQuery = (ws: string, filters: PayoutFilters) =>
  infiniteQueryOptions({
    queryKey: [ws, "payouts", "list", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readPayouts(ws, filters, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
  });

export const payoutQuery = (ws: string, payout: string) =>
  queryOptions({
    queryKey: [ws, "payouts", "one", payout],
    queryFn: ({ signal }) => ask<PayoutDetail>("GET", `${home(ws)}/payouts/${payout}`, { signal }),
  });

export const endPayout = (ws: string, payout: string, how: string, reason: string) =>
  ask<PayoutDetail>("POST", `${home(ws)}/payouts/${payout}/end`, { body: { how, reason } });

export const answersQuery = (ws: string) =>
  infiniteQueryOptions({
    queryKey: [ws, "payouts", "answers"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<BankAnswer>>("GET", `${home(ws)}/bank-answers`, {
        query: { limit: 10, cursor: pageParam },
        signal,
      }),
    getNextPageParam: (last) => last.nextCursor,
  });

export const answerQuery = (ws: string, answer: string) =>
  queryOptions({
    queryKey: [ws, "payouts", "answer", answer],
    queryFn: ({ signal }) => ask<BankAnswer>("GET", `${home(ws)}/bank-answers/${answer}`, { signal }),
  });

export function bringAnswer(ws: string, file: File): Promise<BankAnswer> {
  const body = new FormData();
  body.append("file", file);
  return ask<BankAnswer>("POST", `${home(ws)}/bank-answers`, { body });
}

export const dealWithAnswer = (ws: string, answer: string) =>
  ask<BankAnswer>("POST", `${home(ws)}/bank-answers/${answer}/dealt-with`);

export const requestsQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "payouts", "requests"],
    queryFn: ({ signal }) => ask<{ data: PayoutRequest[] }>("GET", `${home(ws)}/payout-requests`, { signal }),
  });

export const policyQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "payouts", "policy"],
    queryFn: ({ signal }) => ask<PayoutPolicy>("GET", `${home(ws)}/payout-policy`, { signal }),
  });

export const changePolicy = (ws: string, body: object) =>
  ask<PayoutPolicy>("PATCH", `${home(ws)}/payout-policy`, { body });

export const payingQuery = (ws: string) =>
  queryOptions({
    queryKey: [ws, "payouts", "paying"],
    queryFn: ({ signal }) => ask<{ data: PayingAccount[] }>("GET", `${home(ws)}/paying-accounts`, { signal }),
  });

export const setPaying = (ws: string, account: PayingAccountIn, password: string) =>
  ask<{ data: PayingAccount[] }>("POST", `${home(ws)}/paying-accounts`, {
    body: { account, ...proofOf(password) },
  });

/** Left out where one signs in by mailed links. */
const proofOf = (password: string) => (password === "" ? {} : { password });

export const dropPaying = (ws: string, rail: string, password: string) =>
  ask<undefined>("DELETE", `${home(ws)}/paying-accounts/${rail}`, { body: proofOf(password) });

/** Of a party, by either side. */
export type PaidTo = { side: "producer"; ws: string; party: string } | { side: "party"; party: string };

const detailsHome = (who: PaidTo) =>
  who.side === "party" ? own(who.party) : `${home(who.ws)}/parties/${who.party}`;

export const detailsKey = (who: PaidTo) =>
  who.side === "party" ? [who.party, "payouts", "details"] : [who.ws, "payouts", "details", who.party];

export const detailsQuery = (who: PaidTo) =>
  queryOptions({
    queryKey: detailsKey(who),
    queryFn: ({ signal }) => ask<PayoutDetails>("GET", `${detailsHome(who)}/payout-details`, { signal }),
  });

export const setMethod = (who: PaidTo, method: PayoutMethodIn, password: string) =>
  ask<PayoutDetails>(who.side === "party" ? "POST" : "PUT", `${detailsHome(who)}/payout-method`, {
    body: { method, ...proofOf(password) },
  });

export const removeMethod = (who: PaidTo, password: string) =>
  who.side === "party"
    ? ask<PayoutDetails>("POST", `${detailsHome(who)}/payout-method/remove`, { body: proofOf(password) })
    : ask<undefined>("DELETE", `${detailsHome(who)}/payout-method`, { body: proofOf(password) });

export const changeSettings = (ws: string, party: string, body: object) =>
  ask<PayoutDetails>("PATCH", `${home(ws)}/parties/${party}/payout-settings`, { body });

export const readOwnPayouts = (party: string, cursor: string | null, signal: AbortSignal) =>
  ask<PageOf<OwnPayout>>("GET", `${own(party)}/payouts`, { query: { limit: 25, cursor }, signal });

export const ownPayoutsQuery = (party: string) =>
  infiniteQueryOptions({
    queryKey: [party, "payouts", "list"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => readOwnPayouts(party, pageParam, signal),
    getNextPageParam: (last) => last.nextCursor,
  });

export const askPayout = (party: string, currency: string) =>
  ask<PayoutDetails>("POST", `${own(party)}/payout-requests`, { body: { currency } });

export const takeBackAsk = (party: string, currency: string) =>
  ask<PayoutDetails>("POST", `${own(party)}/payout-requests/withdraw`, { body: { currency } });

/** What a rolling reserve holds of one's own, and until when. */
export const ownReserveQuery = (party: string, asOf?: string) =>
  queryOptions({
    queryKey: [party, "payouts", "reserve", asOf ?? null],
    queryFn: ({ signal }) => ask<Reserve>("GET", `/v1/partner/${party}/reserve`, { query: { asOf }, signal }),
  });
