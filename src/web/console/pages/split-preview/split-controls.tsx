// What one can turn in a split preview: the price (by hand and by slider), tax, the processor's usual fee,
// and who sold it. It never computes a share and never asks the server.

import { Slider, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { sumMinor } from "../../../../base/amount.ts";
import { CURRENCIES } from "../../../../base/currency.ts";
import { Choice } from "../../../parts/choice.tsx";
import { formatAmount, formatRate, readRate, typedRate } from "../../../parts/format-amount.ts";
import { readAmount } from "../../../parts/read-amount.ts";
import { badAmount } from "../../../parts/use-checks.ts";
import { useWords } from "../../../words/words.tsx";
import type { Party, UsualSale } from "../../data/products-around.ts";
import type { PreviewWish, Promoter } from "./preview-wish.ts";
import css from "./split-play.module.css";

interface Props {
  wish: PreviewWish;
  give: (some: Partial<PreviewWish>) => void;
  usual: UsualSale | undefined;
  /** The slider goes from nothing to four times of this. */
  startPaid: number;
  promoters: readonly Promoter[];
  partners: readonly Party[];
}

export function SplitControls(props: Props) {
  return (
    <>
      <Price {...props} />
      <Tax {...props} />
      <Fees {...props} />
      <Affiliate {...props} />
    </>
  );
}

function Price({ wish, give, startPaid }: Props) {
  const { say, language } = useWords();
  const { currency, paid } = wish;
  const [typed, setTyped] = useState<string | null>(null);
  const amount = typed === null ? paid : readAmount(typed, currency, language);
  const isWrong = amount === null || amount < 0;
  const most = sumMinor([startPaid, startPaid, startPaid, startPaid]) || 40_000;
  return (
    <div className={css.group}>
      <div className={css.pair}>
        <TextInput
          label={say("preview.price")}
          inputMode="decimal"
          className={css.amount ?? ""}
          value={typed ?? formatAmount(paid, currency, language)}
          error={isWrong ? badAmount({ say, language }, currency) : undefined}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            const read = readAmount(event.currentTarget.value, currency, language);
            if (read !== null && read >= 0) give({ paid: read });
          }}
          onBlur={() => setTyped(null)}
        />
        <Choice
          label={say("word.currency")}
          data={[...CURRENCIES]}
          value={currency}
          onChange={(chosen) => chosen && give({ currency: chosen })}
        />
      </div>
      <Slider
        aria-label={say("preview.slider")}
        className={css.slider ?? ""}
        thumbLabel={say("preview.slider")}
        min={0}
        max={most}
        step={Math.max(1, Math.round(most / 400))}
        label={null}
        value={Math.min(paid, most)}
        onChange={(value) => {
          setTyped(null);
          give({ paid: value });
        }}
      />
    </div>
  );
}

function Tax({ wish, give, usual }: Props) {
  const { say, language } = useWords();
  const regions = new Intl.DisplayNames([language], { type: "region" });
  const taxes = (usual?.taxes ?? []).filter((one) => one.rate !== "0");
  const isWrong = wish.tax.trim() !== "" && readRate(wish.tax) === null;
  const known = taxes.find((one) => typedRate(one.rate, language) === wish.tax);
  return (
    <div className={css.pair}>
      <TextInput
        label={say("preview.tax")}
        placeholder="0"
        inputMode="decimal"
        className={css.amount ?? ""}
        rightSection={<span className={css.unit}>%</span>}
        value={wish.tax}
        error={isWrong ? say("form.badRate") : undefined}
        onChange={(event) => give({ tax: event.currentTarget.value })}
      />
      {taxes.length > 0 ? (
        <Choice
          label={say("preview.country")}
          placeholder={say("preview.anyCountry")}
          clearable
          searchable
          data={taxes.map((one) => ({
            value: one.country,
            label: `${regions.of(one.country) ?? one.country} · ${formatRate(one.rate, language)}`,
          }))}
          value={known?.country ?? null}
          onChange={(country) => {
            const found = taxes.find((one) => one.country === country);
            give({ tax: found ? typedRate(found.rate, language) : "" });
          }}
        />
      ) : null}
    </div>
  );
}

function Fees({ wish, give, usual }: Props) {
  const { say, language } = useWords();
  const fees = usual?.fees ?? [];
  if (usual && fees.length === 0) return <p className={css.hint}>{say("preview.noFees")}</p>;
  const told = fees
    .map(({ party, rate, fixed }) => {
      const amount = formatAmount(fixed, wish.currency, language);
      if (rate === "0") return say("preview.feeFixed", { name: party.name, fixed: amount });
      return say("preview.fee", { name: party.name, rate: formatRate(rate, language), fixed: amount });
    })
    .join(", ");
  return (
    <Switch
      label={say("preview.fees")}
      description={usual ? say("preview.feesFrom", { told, count: usual.sales }) : " "}
      checked={wish.withFees}
      onChange={(event) => give({ withFees: event.currentTarget.checked })}
    />
  );
}

function Affiliate({ wish, give, promoters, partners }: Props) {
  const { say } = useWords();
  const names = new Set(promoters.map((one) => one.value));
  const others = partners
    .filter((one) => !names.has(one.id))
    .map((one) => ({ value: one.id, label: one.name }));
  const groups = [
    { group: say("preview.promoters"), items: promoters.map(({ value, label }) => ({ value, label })) },
    { group: say("preview.others"), items: others },
  ].filter((one) => one.items.length > 0);
  const isOn = wish.affiliate !== "";
  const isWrong = isOn && readRate(wish.rate) === null;
  if (groups.length === 0) return <p className={css.hint}>{say("preview.nobody")}</p>;
  const choose = (party: string | null) => {
    const found = promoters.find((one) => one.value === party);
    const { rate = wish.rate || "30", recruitedBy = "" } = found ?? {};
    give(party === null ? { affiliate: "" } : { affiliate: party, rate, recruitedBy });
  };
  return (
    <div className={css.group}>
      <Switch
        label={say("preview.withAffiliate")}
        checked={isOn}
        onChange={(event) =>
          choose(event.currentTarget.checked ? (promoters[0]?.value ?? others[0]?.value ?? null) : null)
        }
      />
      {isOn ? (
        <>
          <Choice
            label={say("lineRole.affiliate")}
            data={groups}
            searchable
            value={wish.affiliate}
            onChange={choose}
          />
          <div className={css.pair}>
            <TextInput
              label={say("preview.rate")}
              inputMode="decimal"
              className={css.amount ?? ""}
              rightSection={<span className={css.unit}>%</span>}
              value={wish.rate}
              error={isWrong ? say("form.badRate") : undefined}
              onChange={(event) => give({ rate: event.currentTarget.value })}
            />
            <Choice
              label={say("preview.recruitedBy")}
              placeholder={say("preview.nobodyRecruited")}
              data={partners
                .filter((one) => one.id !== wish.affiliate)
                .map((one) => ({ value: one.id, label: one.name }))}
              clearable
              value={wish.recruitedBy || null}
              onChange={(party) => give({ recruitedBy: party ?? "" })}
            />
          </div>
        </>
      ) : null}
    </div>
  );
}
