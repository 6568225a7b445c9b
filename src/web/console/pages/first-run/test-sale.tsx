// A sale to try: of the first product, at its price (100.00 where it has none), with the processor's expected
// fee, posted under the source "test" so that it is told apart for ever. Taking it back is a refund of the
// whole, after which nobody keeps anything.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { allocate } from "../../../../base/allocate.ts";
import { parseRate, WHOLE } from "../../../../base/rate.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { amountText } from "../../../parts/format-amount.ts";
import { Problem } from "../../../parts/problem.tsx";
import { readAmount } from "../../../parts/read-amount.ts";
import { useToast } from "../../../parts/toast.tsx";
import { useWords } from "../../../words/words.tsx";
import { saleAddress } from "../../addresses.ts";
import { type FirstRun, postTestSale, undoTestSale } from "../../data/first-run.ts";
import { offersQuery } from "../../data/products-around.ts";
import { saleQuery } from "../../data/sales.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

export function TestSale({ run, isNext }: { run: FirstRun; isNext: boolean }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const workspace = useQuery(workspaceQuery(ws)).data;
  const [isAsking, setAsking] = useState(false);
  const offers = useQuery({ ...offersQuery(ws, run.product?.id ?? ""), enabled: run.product !== null }).data;
  const offer = offers?.data.find((one) => one.status === "active" && one.price > 0);
  const currency = offer?.currency ?? workspace?.currency ?? "USD";
  const paid = offer?.price ?? readAmount("100", currency, "en") ?? 0;
  const said = amountText(paid, currency, language);
  const post = useMutation({
    mutationFn: () =>
      postTestSale(ws, {
        product: run.product?.id ?? "",
        currency,
        paid,
        fees: feesOf(workspace?.fees, currency, paid),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [ws] });
      setAsking(false);
    },
  });
  const { testSale, product } = run;
  if (testSale) {
    return (
      <>
        <Button component={Link} to={saleAddress(ws, testSale.id)} size="xs" variant="default">
          {say("firstRun.see")}
        </Button>
        {testSale.undone ? null : <Undo id={testSale.id} />}
      </>
    );
  }
  return (
    <>
      <Button
        size="xs"
        variant={isNext ? "filled" : "default"}
        disabled={!product}
        onClick={() => setAsking(true)}
      >
        {say("firstRun.try")}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={say("firstRun.tryTitle")}
        act={say("firstRun.tryAct", { amount: said, product: product?.name ?? "" })}
        final={say("firstRun.tryFinal", { zone: workspace?.timeZone ?? "" })}
        isWorking={post.isPending}
        error={post.error}
        onConfirm={() => post.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{say("firstRun.trySays")}</p>
      </Confirm>
    </>
  );
}

/**
 * What is left of it goes back, in the sale's own currency: what new prices begin with may be another by now.
 */
function Undo({ id }: { id: string }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const queries = useQueryClient();
  const toast = useToast();
  const sale = useQuery(saleQuery(ws, id));
  const left = sale.data ? sale.data.paid - sale.data.refunded : 0;
  const undo = useMutation({
    mutationFn: () => undoTestSale(ws, id, left),
    onSuccess: () => {
      toast.tell({ says: say("firstRun.undone") });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [ws] }),
  });
  if (sale.isError) return <Problem error={sale.error} onRetry={() => void sale.refetch()} />;
  if (!sale.data || left === 0) return null;
  return (
    <>
      {undo.isError ? <Problem error={undo.error} /> : null}
      <Button size="xs" loading={undo.isPending} onClick={() => undo.mutate()}>
        {say("firstRun.undo", { amount: amountText(left, sale.data.currency, language) })}
      </Button>
    </>
  );
}

interface Fees {
  processor: { party: { id: string }; rate: string; fixed: Record<string, number> } | null;
}

/** As the processor is expected to keep it; nothing where that was not said. */
function feesOf(fees: Fees | undefined, currency: string, paid: number): { party: string; amount: number }[] {
  const expected = fees?.processor;
  if (!expected) return [];
  const amount = rateOf(paid, parseRate(expected.rate) ?? 0) + (expected.fixed[currency] ?? 0);
  return [{ party: expected.party.id, amount: Math.min(amount, paid) }];
}

function rateOf(paid: number, rate: number): number {
  return allocate(paid, [rate, WHOLE - rate])[0] ?? 0;
}
