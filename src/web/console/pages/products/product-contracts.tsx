// What was agreed with co-producers on a product: each contract as a sentence, its clauses, and its versions
// on a line of time. Ended ones stand last. It never changes a version: a new one is recorded, with its
// evidence.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../../../parts/empty.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import { type Moment, Timeline } from "../../../parts/timeline.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { contractAddress, invitePartnerAddress, newContractAddress } from "../../addresses.ts";
import type { Product } from "../../data/products.ts";
import { type Contract, type ContractVersion, contractsQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { clauseInWords, termsInWords } from "./contract-words.ts";
import css from "./product-contracts.module.css";
import { useToldIn } from "./use-told-in.ts";

export function ProductContracts({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  const found = useQuery(contractsQuery(ws, product.id));
  const currency = useToldIn(product.id);
  const contracts = (found.data?.data ?? []).toSorted(
    (a, b) => Number(a.state === "ended") - Number(b.state === "ended") || a.position - b.position,
  );
  const mayAgree = role === "owner" || role === "admin";
  const recordOne = mayAgree ? (
    <span className={css.acts}>
      <Button size="xs" variant="subtle" component={Link} to={newContractAddress(ws, product.id)}>
        {say("contracts.record")}
      </Button>
      <Button
        size="xs"
        component={Link}
        to={invitePartnerAddress(ws, product.id)}
        leftSection={<Icon name="plus" size={15} />}
      >
        {say("invitePartner.title")}
      </Button>
    </span>
  ) : null;
  return (
    <Section title={say("contracts.title")} aside={contracts.length > 0 ? recordOne : null}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isSuccess && contracts.length === 0 ? (
        <Empty title={say("contracts.none")} says={say("contracts.noneSays")} action={recordOne} />
      ) : null}
      <ul className={css.list}>
        {contracts.map((contract) => (
          <ContractCard key={contract.id} contract={contract} currency={currency} />
        ))}
      </ul>
    </Section>
  );
}

function ContractCard({ contract, currency }: { contract: Contract; currency: string | undefined }) {
  const words = useWords();
  const { say } = words;
  const { ws } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const shown = contract.current ?? contract.versions.at(-1);
  if (!shown) return null;
  const tone = contract.state === "ended" ? "quiet" : contract.current ? "good" : "pending";
  const state = contract.state === "ended" ? "ended" : contract.current ? "active" : "later";
  const bodyId = `contract-${contract.id}`;
  return (
    <li className={css.card}>
      <div className={css.head}>
        <h3 className={css.party}>
          <Link to={contractAddress(ws, contract.id)}>{contract.party.name}</Link>
        </h3>
        <Status tone={tone}>{say(`contractState.${state}`)}</Status>
      </div>
      <p className={css.sentence}>{termsInWords(shown, words)}</p>
      <NotConfirmed contract={contract} />
      <Clauses version={shown} currency={currency} />
      <p className={css.small}>
        <Term version={shown} /> · {say(`contract.renewals.${shown.renewals}`)} ·{" "}
        {shown.tail === "none"
          ? say("contract.tail.none")
          : say("contract.tail.days", { count: shown.tail.renewalsForDays })}
      </p>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={isOpen}
        aria-controls={bodyId}
        onClick={() => setOpen(!isOpen)}
      >
        {say(isOpen ? "contract.hide" : "contract.versions", { count: contract.versions.length })}
      </Button>
      <div id={bodyId} hidden={!isOpen} className={css.versions}>
        {isOpen ? <Versions contract={contract} currency={currency} /> : null}
      </div>
    </li>
  );
}

/** Recorded as agreed elsewhere, and the partner has not confirmed it. */
function NotConfirmed({ contract }: { contract: Contract }) {
  const { say } = useWords();
  const found = contract.versions.findLast(({ confirmation: { state } }) =>
    ["waiting", "objected"].includes(state),
  );
  if (found === undefined || contract.state === "ended") return null;
  const isNo = found.confirmation.state === "objected";
  return (
    <Status tone={isNo ? "taken" : "pending"}>{say(isNo ? "recorded.objected" : "recorded.waiting")}</Status>
  );
}

function Term({ version }: { version: ContractVersion }) {
  const { show } = useWords();
  const since = <When at={version.starts} show="day" />;
  if (version.ends === null) return show("contract.open", { since });
  return show("contract.until", { since, until: <When at={version.ends} show="day" /> });
}

function Clauses({ version, currency }: { version: ContractVersion; currency: string | undefined }) {
  const words = useWords();
  const { say } = words;
  const lines = currency ? version.clauses.map((clause) => clauseInWords(clause, currency, words)) : [];
  if (!version.mayBeAffiliate) lines.push(say("contract.notAffiliate"));
  if (lines.length === 0) return null;
  return (
    <ul className={css.clauses}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** Newest first, as everything that happened is read. */
function Versions({ contract, currency }: { contract: Contract; currency: string | undefined }) {
  const words = useWords();
  const { say, language } = words;
  const moments = contract.versions.toReversed().map((version): Moment => {
    const isCurrent = version.version === contract.current?.version;
    const isEnd = version.ends !== null && version.version === contract.versions.at(-1)?.version;
    return {
      key: String(version.version),
      tone: isCurrent ? "good" : isEnd ? "taken" : "quiet",
      title: say("contract.version", { n: version.version }),
      aside: version.share === null ? say("contract.tiered") : formatRate(version.share, language),
      at: version.starts,
      body: (
        <>
          <p className={css.small}>{termsInWords(version, words)}</p>
          <Clauses version={version} currency={currency} />
          {version.ends ? (
            <p className={css.small}>
              <Term version={version} />
            </p>
          ) : null}
          <p className={css.evidence}>{say("contract.evidence", { evidence: version.evidence })}</p>
        </>
      ),
    };
  });
  return <Timeline moments={moments} />;
}
