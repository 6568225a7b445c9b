// Terms that are only tried out in a split preview: another platform fee, another share of a co-producer or
// one more of them. Before | after stands below. It never records anything: that is another page.

import { Button, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Choice } from "../../../parts/choice.tsx";
import { formatRate, readRate, typedRate } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import type { Product } from "../../data/products.ts";
import type { Contract, Party } from "../../data/products-around.ts";
import type { DraftWish, PreviewWish } from "./preview-wish.ts";
import css from "./split-play.module.css";

interface Props {
  product: Product;
  contracts: readonly Contract[];
  parties: readonly Party[];
  draft: DraftWish;
  give: (some: Partial<PreviewWish>) => void;
}

export function SplitDraft({ product, contracts, parties, draft, give }: Props) {
  const words = useWords();
  const { say, language } = words;
  const fee = product.terms.platformFee;
  const isWrong = (typed: string) => typed.trim() !== "" && readRate(typed) === null;
  const current = contracts.filter((one) => one.current !== null);
  const agreed = new Set(current.map((one) => one.party.id));
  const others = parties.filter((one) => one.kind === "partner" && !agreed.has(one.id));
  const put = (some: Partial<DraftWish>) => give({ draft: { ...draft, ...some } });
  return (
    <Section
      title={say("preview.draft")}
      aside={
        <Link to="." search={{ tab: "shares" }}>
          {say("preview.toShares")}
        </Link>
      }
    >
      <div className={css.draft}>
        {fee ? (
          <TextInput
            label={say("preview.platformRate", { name: fee.party.name })}
            placeholder={typedRate(fee.rate, language)}
            inputMode="decimal"
            className={css.amount ?? ""}
            rightSection={<span className={css.unit}>%</span>}
            value={draft.platformRate}
            error={isWrong(draft.platformRate) ? say("form.badRate") : undefined}
            onChange={(event) => put({ platformRate: event.currentTarget.value })}
          />
        ) : null}
        <Choice
          label={say("preview.who")}
          data={groupsOf(current, others, words)}
          clearable
          searchable
          value={draft.who || null}
          onChange={(who) => put({ who: who ?? "", share: who ? draft.share || "10" : "" })}
        />
        {draft.who ? (
          <TextInput
            label={say("preview.share")}
            inputMode="decimal"
            className={css.amount ?? ""}
            rightSection={<span className={css.unit}>%</span>}
            value={draft.share}
            error={isWrong(draft.share) ? say("form.badRate") : undefined}
            onChange={(event) => put({ share: event.currentTarget.value })}
          />
        ) : null}
        <Button variant="subtle" color="gray" onClick={() => give({ draft: null })}>
          {say("preview.noDraft")}
        </Button>
      </div>
    </Section>
  );
}

function groupsOf(current: readonly Contract[], others: readonly Party[], { say, language }: Words) {
  return [
    {
      group: say("preview.agreed"),
      items: current.map((one) => ({
        value: one.id,
        label: `${one.party.name} · ${one.current?.share ? formatRate(one.current.share, language) : say("contract.tiered")}`,
      })),
    },
    { group: say("preview.newSide"), items: others.map((one) => ({ value: one.id, label: one.name })) },
  ].filter((one) => one.items.length > 0);
}
