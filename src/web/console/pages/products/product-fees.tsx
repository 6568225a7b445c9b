// The fees of a product and how affiliates are counted: as they are now, every version before, and a form
// that starts a new one from now on. Sales that are posted keep the terms they were split by.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../parts/dialog.tsx";
import { amountText, formatRate } from "../../../parts/format-amount.ts";
import { later } from "../../../parts/later.tsx";
import { Facts, Section } from "../../../parts/page.tsx";
import { type Moment, Timeline } from "../../../parts/timeline.tsx";
import { capital } from "../../../words/capital.ts";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { type Product, type ProductTerms, termsQuery } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

const FeesForm = later(() => import("./fees-form.tsx"), "FeesForm");

export function ProductFees({ product }: { product: Product }) {
  const words = useWords();
  const { say } = words;
  const { ws, may } = useWorkspace();
  const [isOpen, setOpen] = useState(false);
  const versions = useQuery(termsQuery(ws, product.id)).data?.data ?? [];
  const close = () => setOpen(false);
  const newest = versions[0];
  return (
    <Section
      title={say("fees.title")}
      aside={
        may("products") && newest ? (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {say("fees.change")}
          </Button>
        ) : null
      }
    >
      <Facts facts={factsOf(product.terms, words)} />
      {versions.length > 1 ? (
        <Timeline moments={versions.map((one) => momentOf(one, product.terms.version, words))} />
      ) : null}
      {isOpen && newest ? (
        <Dialog title={say("fees.change")} onClose={close}>
          <FeesForm product={product} newest={newest} onClose={close} />
        </Dialog>
      ) : null}
    </Section>
  );
}

function factsOf(terms: ProductTerms, words: Words): [string, string][] {
  const { say, language } = words;
  return [
    [say("lineRole.platform_fee"), platformText(terms, words)],
    [say("lineRole.processor_fee"), capital(say(`fees.bearer.${terms.processorFee.bearer}`), language)],
    [say("fees.affiliateBase"), capital(say(`fees.base.${terms.affiliate.base}`), language)],
    [say("fees.unreturned"), capital(say(`fees.unreturned.${terms.unreturnedFees}`), language)],
  ];
}

function platformText({ platformFee }: ProductTerms, { say, language }: Words): string {
  if (platformFee === null) return say("fees.none");
  const fixed = Object.entries(platformFee.fixed).map(([currency, amount]) =>
    amountText(amount, currency, language),
  );
  const rate = [formatRate(platformFee.rate, language), ...fixed].join(" + ");
  return say("fees.platform", {
    name: platformFee.party.name,
    rate,
    bearer: say(`fees.bearer.${platformFee.bearer}`),
  });
}

function momentOf(one: ProductTerms, current: number, words: Words): Moment {
  const { say } = words;
  return {
    key: String(one.version),
    tone: one.version === current ? "good" : one.version > current ? "pending" : "quiet",
    title: say("contract.version", { n: one.version }),
    at: one.starts,
    body: factsOf(one, words)
      .map(([name, value]) => `${name}: ${value}`)
      .join(" · "),
  };
}
