// What was agreed with a party: its contracts with the share in force, and the products it promotes with code
// and rate. It changes none of them; each leads to its contract, or to the product's affiliates.
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, productAddress } from "../../addresses.ts";
import {
  type Affiliation,
  type Contract,
  partyAffiliationsQuery,
  partyContractsQuery,
} from "../../data/parties.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function PartyAgreements({ party }: { party: string }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const contracts = useQuery(partyContractsQuery(ws, party));
  const affiliations = useQuery(partyAffiliationsQuery(ws, party));
  const error = contracts.error ?? affiliations.error;
  if (error) return <Problem error={error} onRetry={() => void contracts.refetch()} />;
  const agreed = contracts.data?.data ?? [];
  const promoted = affiliations.data?.data ?? [];
  if (contracts.isSuccess && affiliations.isSuccess && agreed.length + promoted.length === 0) {
    return <Empty title={say("party.noAgreed")} says={say("party.noAgreedSays")} />;
  }
  return (
    <>
      {agreed.length > 0 || contracts.isPending ? (
        <Section title={say("party.contracts")}>
          <DataTable
            says={say("party.contracts")}
            rows={agreed}
            columns={contractColumns(words)}
            keyOf={(row) => row.id}
            linkOf={(row) => contractAddress(ws, row.id)}
            isLoading={contracts.isPending}
          />
        </Section>
      ) : null}
      {promoted.length > 0 ? (
        <Section title={say("party.affiliations")}>
          <DataTable
            says={say("party.affiliations")}
            rows={promoted}
            columns={affiliationColumns(words)}
            keyOf={(row) => row.id}
            linkOf={(row) => `${productAddress(ws, row.product.id)}?tab=affiliates`}
          />
        </Section>
      ) : null}
    </>
  );
}

function shareOf(contract: Contract, { say, language }: Words): string {
  const { current } = contract;
  if (current === null) return "–";
  return current.share === null ? say("plan.steps") : formatRate(current.share, language);
}

function contractColumns(words: Words): Column<Contract>[] {
  const { say } = words;
  return [
    { key: "product", head: say("word.product"), card: "title", cell: (row) => row.product.name },
    {
      key: "terms",
      head: say("party.terms"),
      card: "line",
      cell: (row) =>
        row.current ? say("party.termsSay", { base: row.current.base, scope: row.current.scope }) : "–",
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (row) => (
        <Status tone={row.state === "active" ? "good" : "quiet"}>{say(`party.contract.${row.state}`)}</Status>
      ),
    },
    {
      key: "since",
      head: say("party.agreedOn"),
      card: "under",
      cell: (row) => <When at={row.acceptedAt} show="day" />,
    },
    {
      key: "share",
      head: say("party.share"),
      align: "end",
      card: "figure",
      cell: (row) => shareOf(row, words),
    },
  ];
}

const TONES = {
  requested: "pending",
  approved: "good",
  refused: "quiet",
  blocked: "taken",
  suspended: "pending",
  ended: "quiet",
} as const;

function affiliationColumns({ say, language }: Words): Column<Affiliation>[] {
  return [
    { key: "product", head: say("word.product"), card: "title", cell: (row) => row.product.name },
    { key: "code", head: say("party.code"), card: "line", cell: (row) => row.code },
    {
      key: "recruited",
      head: say("party.recruitedBy"),
      card: "line",
      cell: (row) => row.recruitedBy?.name ?? "–",
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (row) => <Status tone={TONES[row.state]}>{say(`affiliationState.${row.state}`)}</Status>,
    },
    {
      key: "rate",
      head: say("party.rate"),
      align: "end",
      card: "figure",
      cell: (row) => formatRate(row.rate, language),
    },
  ];
}
