// Under a rule's evidence: the sales, clicks or coupon that it counts, each leading to its page. Nothing
// where nothing of it is kept any more.
//   <CountedBy counted={one} evidence={evidence} />
import { Link } from "@tanstack/react-router";
import css from "../../../attribution/attribution.module.css";
import type { Counted, Finding } from "../../../data/attribution.ts";
import { amountText } from "../../../parts/format-amount.ts";
import { When } from "../../../parts/when.tsx";
import { useWords } from "../../../words/words.tsx";
import { couponsAddress, saleAddress } from "../../addresses.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";

interface Props {
  counted: Counted | undefined;
  evidence: Finding["evidence"][number];
}

export function CountedBy({ counted, evidence }: Props) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { sales = [], clicks = [] } = counted ?? {};
  const { code } = evidence.facts;
  return (
    <>
      {typeof code === "string" ? (
        <p>
          <Link to={couponsAddress(ws)} search={{ q: code }}>
            {say("finding.seeCoupon", { code })}
          </Link>
        </p>
      ) : null}
      {sales.length === 0 ? null : (
        <ul aria-label={say("finding.countedSales")} className={css.counted}>
          {sales.map(({ id, externalId, paid, currency, at }) => (
            <li key={id}>
              <Link to={saleAddress(ws, id)}>{externalId}</Link> {amountText(paid, currency, language)}{" "}
              <When at={at} />
            </li>
          ))}
        </ul>
      )}
      {clicks.length === 0 ? null : (
        <ul aria-label={say("finding.countedClicks")} className={css.counted}>
          {clicks.map(({ id, code, at }) => (
            <li key={id}>
              <code className={css.code}>{code}</code> <When at={at} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
