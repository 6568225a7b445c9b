// The products whose platform fee is another than that of new ones, with the way to each: whoever sets the
// fees after the first product was made sees that it does not have them. Nothing where all are alike.
//   "One product has another platform fee: Piano in 30 days."
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatRate } from "../../../parts/format-amount.ts";
import { useWords } from "../../../words/words.tsx";
import { productAddress } from "../../addresses.ts";
import { type Product, productsQuery } from "../../data/products.ts";
import type { Workspace } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./settings.module.css";

type Fee = Workspace["fees"]["platformFee"];

const MOST = 6;

export function OtherFees({ fee }: { fee: Fee }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const products = useQuery(productsQuery(ws)).data?.data ?? [];
  const others = products.filter((one) => one.status === "active" && !isAlike(one.terms.platformFee, fee));
  if (others.length === 0) return null;
  const feeOf = ({ terms: { platformFee } }: Product) =>
    platformFee === null ? say("fees.none") : formatRate(platformFee.rate, language);
  return (
    <div className={css.others}>
      <p className={css.note}>{say("feeSettings.others", { count: others.length })}</p>
      <ul>
        {others.slice(0, MOST).map((one) => (
          <li key={one.id}>
            <Link to={`${productAddress(ws, one.id)}?tab=shares`}>{one.name}</Link> {feeOf(one)}
          </li>
        ))}
      </ul>
      {others.length > MOST ? (
        <p className={css.note}>{say("feeSettings.moreOthers", { count: others.length - MOST })}</p>
      ) : null}
    </div>
  );
}

function isAlike(own: Product["terms"]["platformFee"], fee: Fee): boolean {
  if (own === null || fee === null) return own === fee;
  const fixed = (of: Record<string, number>) =>
    JSON.stringify(
      Object.entries(of)
        .filter(([, amount]) => amount !== 0)
        .sort(),
    );
  return (
    own.party.id === fee.party.id &&
    Number(own.rate) === Number(fee.rate) &&
    own.bearer === fee.bearer &&
    fixed(own.fixed) === fixed(fee.fixed)
  );
}
