// The plan a sale was split by, in words: fees and who bears them, contracts with share, base and scope, and
// its hash, by which it can be told from every other. It shows what was frozen then, never today's terms.
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CopyField } from "../../../parts/copy.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Facts } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import type { Words } from "../../../words/speak.ts";
import { useWords } from "../../../words/words.tsx";
import { type SalePlan as Plan, salePlanQuery } from "../../data/sale-story.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./sale-story.module.css";

interface Contract {
  id: string;
  party: string;
  share?: string;
  base?: "after_affiliate" | "net" | "gross";
  scope?: "all" | "direct" | "affiliate" | "recruited";
  clauses?: readonly { kind: string }[];
}

interface Body {
  producer: string;
  platformFee?: { party: string; rate?: string; bearer?: "shared" | "producer" };
  processorFee?: { bearer?: "shared" | "producer" };
  affiliate?: { base?: "net" | "gross" };
  contracts?: readonly Contract[];
}

export function SalePlan({ sale }: { sale: string }) {
  const words = useWords();
  const { ws } = useWorkspace();
  const plan = useQuery(salePlanQuery(ws, sale));
  if (plan.isError) return <Problem error={plan.error} onRetry={() => void plan.refetch()} />;
  if (plan.isPending) return <Skeleton height={120} radius={6} />;
  return (
    <>
      <Facts facts={factsOf(plan.data, words)} />
      <p className={css.onPaper}>
        {words.say("plan.hash")}: {plan.data.hash}
      </p>
      <div className={css.hash}>
        <CopyField label={words.say("plan.hash")} value={plan.data.hash} hint={words.say("plan.hashNote")} />
      </div>
    </>
  );
}

function factsOf({ plan, parties }: Plan, { say, language }: Words): [string, string][] {
  const body = plan as unknown as Body;
  const nameOf = (id: string) => parties.find((party) => party.id === id)?.name ?? id;
  const rate = (text: string | undefined) => formatRate(text ?? "0", language);
  const facts: [string, string][] = [[say("lineRole.producer"), nameOf(body.producer)]];
  for (const [index, one] of (body.contracts ?? []).entries()) {
    const says = say("plan.contract", {
      party: nameOf(one.party),
      share: one.share === undefined ? say("plan.steps") : rate(one.share),
      base: one.base ?? "after_affiliate",
      scope: one.scope ?? "all",
    });
    const clauses = one.clauses?.length ?? 0;
    const more = clauses === 0 ? says : `${says} · ${say("plan.clauses", { count: clauses })}`;
    facts.push([say("plan.contractName", { n: index + 1 }), more]);
  }
  const { platformFee } = body;
  if (platformFee) {
    const bearer = platformFee.bearer ?? "shared";
    const fee = { party: nameOf(platformFee.party), rate: rate(platformFee.rate), bearer };
    facts.push([say("lineRole.platform_fee"), say("plan.platformFee", fee)]);
  }
  const bearer = body.processorFee?.bearer ?? "shared";
  facts.push([say("lineRole.processor_fee"), say("plan.borne", { bearer })]);
  const base = body.affiliate?.base ?? "net";
  facts.push([say("lineRole.affiliate"), say("plan.affiliate", { base })]);
  return facts;
}
