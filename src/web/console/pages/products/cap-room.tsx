// How much of a product may still be shared: for each kind of sale the shares agreed so far, one after
// another, and what the cap of the business leaves. Says what the cap is for. It never adds shares itself.
//   direct sales: 40% of 70% agreed, 30% left
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { formatRate } from "../../../parts/format-amount.ts";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import type { Product } from "../../data/products.ts";
import { type ProductRoom, roomQuery } from "../../data/products-around.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./cap-room.module.css";

export function CapRoom({ product }: { product: Product }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const found = useQuery(roomQuery(ws, product.id));
  const room = found.data;
  return (
    <Section title={say("room.title")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Skeleton height={120} radius={6} /> : null}
      {room ? (
        <>
          <p className={css.says}>{say("room.says", { cap: formatRate(room.maxShared, language) })}</p>
          <ul className={css.kinds}>
            {room.kinds.map((kind) => (
              <Kind key={`${kind.kind} ${kind.recruitedBy?.id ?? ""}`} kind={kind} cap={room.maxShared} />
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}

function Kind({ kind, cap }: { kind: ProductRoom["kinds"][number]; cap: string }) {
  const { say, language } = useWords();
  const name =
    kind.recruitedBy === null
      ? say(`room.kind.${kind.kind as "direct" | "affiliate"}`)
      : say("room.kind.recruited", { name: kind.recruitedBy.name });
  const told = say("room.used", {
    used: formatRate(kind.used, language),
    cap: formatRate(cap, language),
    left: formatRate(kind.left, language),
  });
  const who = kind.shares
    .map((one) => {
      const held = { name: one.party.name, share: formatRate(one.share, language) };
      return say(one.proposed ? "room.proposed" : "room.share", held);
    })
    .join(", ");
  return (
    <li className={css.kind}>
      <div className={css.head}>
        <span>{name}</span>
        <span className={css.told}>{told}</span>
      </div>
      <div className={css.bar} aria-hidden="true">
        {kind.shares.map((one, index) => (
          <span
            key={one.contract}
            title={`${one.party.name} ${formatRate(one.share, language)}`}
            style={{ flexGrow: Number(one.share), backgroundColor: `var(--party-${(index % 8) + 2})` }}
          />
        ))}
        <span className={css.left} style={{ flexGrow: Number(kind.left) }} />
        <span className={css.kept} style={{ flexGrow: 1 - Number(cap) }} />
      </div>
      <p className={css.who}>{who || say("room.nobody")}</p>
    </li>
  );
}
