// A contract's guarantees and bonuses, for whichever side looks. It never says what is due: the server does.
//   useInfiniteQuery(settlementsQuery({ side: "party", id: "party_…" }, "contract_…"))
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Settlement } from "../../wire/settlement.ts";
import type { Why } from "../../wire/why.ts";
import { ask, type PageOf } from "./ask.ts";
import { type ContractStory, homeOf, type Looker } from "./contracts.ts";

export type { Settlement };

const below = (who: Looker, contract: string) => `${homeOf(who)}/contracts/${contract}/settlements`;

/** True where any version promised one: else there is nothing to ask for. */
export const hasSettlements = ({ versions }: Pick<ContractStory, "versions">): boolean =>
  versions.some(({ clauses }) => clauses.some(({ kind }) => kind === "minimum" || kind === "milestone"));

export const settlementsQuery = (who: Looker, contract: string) =>
  infiniteQueryOptions({
    queryKey: [who.id, "contracts", contract, "settlements"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<Settlement>>("GET", below(who, contract), { query: { cursor: pageParam }, signal }),
    getNextPageParam: (last) => last.nextCursor,
  });

/** The newest hundred, for what only sums up. */
export const latestSettlementsQuery = (who: Looker, contract: string) =>
  queryOptions({
    queryKey: [who.id, "contracts", contract, "settlements", "latest"],
    queryFn: ({ signal }) =>
      ask<PageOf<Settlement>>("GET", below(who, contract), { query: { limit: 100 }, signal }),
  });

export const settlementWhyQuery = (who: Looker, contract: string, seq: number) =>
  queryOptions({
    queryKey: [who.id, "contracts", contract, "settlements", seq, "why"],
    queryFn: ({ signal }) => ask<Why>("GET", `${below(who, contract)}/${seq}/why`, { signal }),
    // What was settled never changes; what is still due is an entry of its own.
    staleTime: Number.POSITIVE_INFINITY,
  });
