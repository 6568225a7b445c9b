// The commission rules of a product, those in force first, with the way to add one and to end one; and which
// of them applies to an affiliate and an offer, and why. The precedence is the server's, told here in words.
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { appliedRateQuery, type CommissionRule, endRate, ratesQuery } from "../../../data/programs.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { DataTable } from "../../../parts/data-table.tsx";
import { Dialog } from "../../../parts/dialog.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Icon } from "../../../parts/icons.tsx";
import { later } from "../../../parts/later.tsx";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { Status } from "../../../parts/status.tsx";
import type { Column } from "../../../parts/table-column.ts";
import { useToast } from "../../../parts/toast.tsx";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { type Product, productChanged } from "../../data/products.ts";
import { offersQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./program.module.css";
import { promotingQuery } from "./promoting.ts";

const RateForm = later(() => import("./rate-form.tsx"), "RateForm");

const TONES = { in_force: "good", announced: "pending", over: "quiet", withdrawn: "quiet" } as const;
const NOBODY = { value: "", label: "–" };
const ORDER = ["in_force", "announced", "over", "withdrawn"];

export function ProgramRates({ product, mayChange }: { product: Product; mayChange: boolean }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<CommissionRule | null>(null);
  const found = useQuery(ratesQuery(ws, product.id));
  const rows = (found.data?.data ?? []).toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const columns = useColumns(mayChange ? setEnding : null);
  const add = mayChange ? (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon name="plus" size={15} />}
      onClick={() => setAdding(true)}
    >
      {say("rates.add")}
    </Button>
  ) : null;
  return (
    <Section title={say("rates.title")} aside={add}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      <DataTable
        says={say("rates.title")}
        rows={rows}
        columns={columns}
        keyOf={(one) => one.id}
        isLoading={found.isPending}
      />
      <WhichRate product={product} />
      {isAdding ? (
        <Dialog title={say("rates.add")} onClose={() => setAdding(false)}>
          <RateForm product={product} onClose={() => setAdding(false)} />
        </Dialog>
      ) : null}
      {ending ? <EndRule product={product} rule={ending} onClose={() => setEnding(null)} /> : null}
    </Section>
  );
}

function EndRule({
  product,
  rule,
  onClose,
}: {
  product: Product;
  rule: CommissionRule;
  onClose: () => void;
}) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const forWhom = useForWhom();
  const end = useMutation({
    mutationFn: () => endRate(ws, rule.id),
    onSuccess: async () => {
      await productChanged(queries, ws, product.id);
      toast.tell({ says: say("rates.ended") });
      onClose();
    },
  });
  const rate = formatRate(rule.rate, language);
  return (
    <Confirm
      isOpen
      title={say("rates.endTitle", { rate, whom: forWhom(rule) })}
      act={say("rates.end", { rate })}
      final={say("rates.endFinal")}
      isWorking={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      <p className={css.answer}>{say("rates.endSays")}</p>
    </Confirm>
  );
}

/** "everybody", "Carla, on Yearly". */
function useForWhom(): (rule: Pick<CommissionRule, "party" | "offer">) => string {
  const { say } = useWords();
  return ({ party, offer }) => {
    const whom = party?.name ?? say("rates.everybody");
    return offer ? say("rates.onOffer", { whom, offer: offer.name }) : whom;
  };
}

function useColumns(onEnd: ((rule: CommissionRule) => void) | null): Column<CommissionRule>[] {
  const { say, language } = useWords();
  return [
    {
      key: "party",
      head: say("rates.whom"),
      card: "title",
      cell: (one) => one.party?.name ?? say("rates.everybody"),
    },
    {
      key: "offer",
      head: say("word.offer"),
      card: "line",
      cell: (one) => one.offer?.name ?? say("rates.everyOffer"),
    },
    {
      key: "from",
      head: say("rates.from"),
      card: "under",
      cell: (one) => <When at={one.starts} show="day" />,
    },
    {
      key: "until",
      head: say("rates.until"),
      card: "line",
      cell: (one) => (one.ends === null ? "–" : <When at={one.ends} show="day" />),
    },
    {
      key: "state",
      head: say("word.state"),
      card: "underEnd",
      cell: (one) => <StateOf rule={one} />,
    },
    {
      key: "rate",
      head: say("affiliates.rate"),
      align: "end",
      card: "figure",
      cell: (one) => <span className={css.rate}>{formatRate(one.rate, language)}</span>,
    },
    ...(onEnd
      ? [
          {
            key: "acts",
            head: say("offer.acts"),
            align: "end" as const,
            card: "line" as const,
            cell: (one: CommissionRule) =>
              (one.state === "in_force" || one.state === "announced") && one.ends === null ? (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={say("rates.endOf", { rate: formatRate(one.rate, language) })}
                  onClick={() => onEnd(one)}
                >
                  {say("rates.endShort")}
                </Button>
              ) : (
                "–"
              ),
          },
        ]
      : []),
  ];
}

/** In force, yet behind a later one for the same affiliate and offer: that one applies. */
function StateOf({ rule: { state, behind } }: { rule: CommissionRule }) {
  const { say, show, language } = useWords();
  if (behind === null) return <Status tone={TONES[state]}>{say(`rates.state.${state}`)}</Status>;
  const rate = formatRate(behind.rate, language);
  return (
    <Status tone="quiet">
      {behind.ends === null
        ? say("rates.behind", { rate })
        : show("rates.behindUntil", { rate, at: <When at={behind.ends} show="day" /> })}
    </Status>
  );
}

/** Which rule speaks of whom: asked, answered and explained, so that nobody has to work it out. */
function WhichRate({ product }: { product: Product }) {
  const { say, show, language } = useWords();
  const { ws } = useWorkspace();
  const [party, setParty] = useState("");
  const [offer, setOffer] = useState("");
  const affiliates = useQuery(promotingQuery(ws, product.id)).data ?? [];
  const offers = useQuery(offersQuery(ws, product.id)).data?.data ?? [];
  const found = useQuery(appliedRateQuery(ws, product.id, party, offer));
  if (affiliates.length === 0) return null;
  const answer = found.data;
  return (
    <div className={css.which}>
      <h3 className={css.whichTitle}>{say("rates.which")}</h3>
      <div className={css.whichRow}>
        <NativeSelect
          label={say("lineRole.affiliate")}
          data={[NOBODY, ...affiliates.map((one) => ({ value: one.party.id, label: one.party.name }))]}
          value={party}
          onChange={(event) => setParty(event.currentTarget.value)}
        />
        <NativeSelect
          label={say("word.offer")}
          data={[
            { value: "", label: say("rates.anyOffer") },
            ...offers.map((one) => ({ value: one.id, label: one.name })),
          ]}
          value={offer}
          onChange={(event) => setOffer(event.currentTarget.value)}
        />
      </div>
      {found.isError ? <Problem error={found.error} /> : null}
      {answer ? (
        <p className={css.answer} role="status">
          {show("rates.applies", {
            rate: <span className={css.rate}>{formatRate(answer.rate, language)}</span>,
            why: say(`rates.by.${answer.by}`),
          })}{" "}
          {answer.beaten.length > 0 ? say("rates.beats", { count: answer.beaten.length }) : null}
        </p>
      ) : null}
    </div>
  );
}
