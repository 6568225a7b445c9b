// The products that this partner shares, each with the share in force and since when. Read only: a contract
// changes by a proposal that both sides agree to.
//   /partner/party_…/products
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { shareOf } from "../../../contracts/contract-view.tsx";
import type { ContractStory } from "../../../data/contracts.ts";
import { DataTable } from "../../../parts/data-table.tsx";
import { Empty } from "../../../parts/empty.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { When } from "../../../parts/when.tsx";
import { capital } from "../../../words/capital.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { agreementsAddress, contractAddress } from "../../addresses.ts";
import { contractsQuery } from "../../data/contracts.ts";
import { useParty } from "../../frame/use-party.ts";

export function Contracts() {
  const words = useWords();
  const { say } = words;
  const { party, own } = useParty();
  const found = useQuery(contractsQuery(party));
  const rows = found.data?.data ?? [];
  return (
    <Page
      title={say("portal.products")}
      lead={say("portal.productsLead", { workspace: own?.workspace.name ?? "" })}
      action={rows.length > 0 ? <Link to={agreementsAddress(party)}>{say("portal.agreements")}</Link> : null}
    >
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && rows.length === 0 ? (
        <Empty title={say("portal.noContracts")} says={say("portal.noContractsSays")} />
      ) : null}
      {found.isPending || rows.length > 0 ? (
        <DataTable
          says={say("portal.products")}
          rows={rows}
          columns={columnsOf(words)}
          keyOf={(one) => one.id}
          linkOf={(one) => contractAddress(party, one.id)}
          isLoading={found.isPending}
        />
      ) : null}
    </Page>
  );
}

function columnsOf(words: Words): Column<ContractStory>[] {
  const { say, language } = words;
  const versionOf = (one: ContractStory) =>
    one.versions.find((version) => version.version === one.current) ?? one.versions.at(-1);
  const share = (one: ContractStory) => {
    const version = versionOf(one);
    return version === undefined ? "–" : shareOf(version, words);
  };
  return [
    { key: "product", head: say("word.product"), cell: (one) => one.product.name, card: "title" },
    {
      key: "sales",
      head: say("agree.field.scope"),
      cell: (one) =>
        capital(versionOf(one)?.inWords[language === "pt-BR" ? "pt-BR" : "en"][1]?.[1] ?? "–", language),
      card: "line",
    },
    {
      key: "since",
      head: say("portal.since"),
      cell: (one) => <When at={one.versions[0]?.starts ?? one.acceptedAt} show="day" />,
      card: "under",
    },
    {
      key: "state",
      head: say("word.state"),
      cell: (one) => (
        <Status tone={one.state === "active" ? "good" : "quiet"}>{say(`agree.contract.${one.state}`)}</Status>
      ),
      card: "underEnd",
    },
    { key: "share", head: say("agree.field.share"), align: "end", cell: share, card: "figure" },
  ];
}
