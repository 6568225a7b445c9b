// A sale whose source paid other commissions than our contracts give says so above its lines, until somebody
// has looked. It changes no amount.
//   <SourceRemark sale={sale} />
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Icon } from "../../../parts/icons.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { messageAddress } from "../../addresses.ts";
import { deliveriesQuery, reviewDelivery } from "../../data/deliveries.ts";
import type { SaleDetail } from "../../data/sales.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./source-remark.module.css";

export function SourceRemark({ sale }: { sale: SaleDetail }) {
  const { say } = useWords();
  const { ws, may } = useWorkspace();
  const queries = useQueryClient();
  const filters = { sale: sale.id, state: "applied", reason: "commissions_differ", open: "true" };
  const enabled = may("imports") && sale.reported.length > 0;
  const found = useInfiniteQuery({ ...deliveriesQuery(ws, filters, "UTC", 1), enabled });
  const message = found.data?.pages[0]?.data[0];
  const review = useMutation({
    mutationFn: (id: string) => reviewDelivery(ws, id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [ws, "deliveries"] });
      await queries.invalidateQueries({ queryKey: [ws, "attention"] });
    },
  });
  if (!message) return null;
  return (
    <div className={css.remark} role="status">
      <Icon name="warning" />
      <div>
        <p className={css.title}>{say("remark.title")}</p>
        <p className={css.says}>{say("remark.says")}</p>
        <p className={css.acts}>
          <Link to={messageAddress(ws, message.id)}>{say("remark.look")}</Link>
          {may("sources") ? (
            <Button
              size="xs"
              variant="default"
              loading={review.isPending}
              onClick={() => review.mutate(message.id)}
            >
              {say("remark.seen")}
            </Button>
          ) : null}
        </p>
        {review.error ? <Problem error={review.error} /> : null}
      </div>
    </div>
  );
}
