// Whether a shared product is ready to be sold: each check green, amber or red, what it is about, and the one
// click that mends it. It never mends by itself.
//   /w/ws_…/products/product_…?tab=launch
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Section } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { Status, type Tone } from "../../../parts/status.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import {
  contractAddress,
  editProductAddress,
  partyAddress,
  productAddress,
  proposalAddress,
} from "../../addresses.ts";
import { type LaunchChecks as Found, launchQuery, reviewLinks } from "../../data/launch.ts";
import type { Product } from "../../data/products.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./launch-checks.module.css";

type Check = Found["checks"][number];

const TONES: Record<Check["state"], Tone> = { good: "good", look: "pending", stop: "taken", off: "quiet" };

export function LaunchChecks({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const found = useQuery(launchQuery(ws, product.id));
  const checks = found.data?.checks ?? [];
  const open = checks.filter((one) => one.state === "look" || one.state === "stop").length;
  return (
    <Section title={say("launch.title")}>
      {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <TextSkeleton lines={8} /> : null}
      {found.data ? (
        <p className={css.lead}>
          {open === 0
            ? say("launch.ready")
            : say(`launch.open.${found.data.state as "look"}`, { count: open })}
        </p>
      ) : null}
      <ul className={css.checks}>
        {checks.map((check) => (
          <OneCheck key={check.key} check={check} product={product} />
        ))}
      </ul>
    </Section>
  );
}

function OneCheck({ check, product }: { check: Check; product: Product }) {
  const { say } = useWords();
  const { key, state, about } = check;
  return (
    <li className={css.check}>
      <div className={css.head}>
        <h3 className={css.name}>{say(`launch.check.${key}`)}</h3>
        <Status tone={TONES[state]}>{say(`launch.state.${state}`)}</Status>
      </div>
      {about.length > 0 ? (
        <ul className={css.about}>
          {about.map((one) => (
            <li key={`${one.what} ${one.id} ${one.name}`}>
              <About check={check} one={one} product={product} />
            </li>
          ))}
        </ul>
      ) : null}
      {key === "links" && about.length > 0 ? <SeeAffiliates product={product} /> : null}
      {key === "links" && state === "look" ? <Reviewed product={product} /> : null}
    </li>
  );
}

function About({ check, one, product }: { check: Check; one: Check["about"][number]; product: Product }) {
  const { say, has } = useWords();
  const key = `launch.${check.key}.${one.what}`;
  const says: ReactNode = has(key) ? say(key as MessageKey, { name: one.name }) : one.name;
  const to = useMend(check.key, one, product);
  return (
    <>
      <span>{says}</span>{" "}
      {to === null ? null : (
        <Link to={to}>
          {say(one.what === "no_support" ? "launch.mendSupport" : `launch.mend.${check.key}`)}
        </Link>
      )}
    </>
  );
}

/** Where the one click leads. */
function useMend(key: Check["key"], one: Check["about"][number], product: Product): string | null {
  const { ws } = useWorkspace();
  const tab = (name: string) => `${productAddress(ws, product.id)}?tab=${name}`;
  switch (key) {
    case "price":
      return one.what === "no_price" ? tab("offers") : editProductAddress(ws, product.id);
    case "accepted":
      return one.id === null ? null : proposalAddress(ws, one.id);
    case "agreed":
    case "seen":
      return one.id === null ? tab("shares") : contractAddress(ws, one.id);
    case "duties":
      return one.what === "no_support" ? editProductAddress(ws, product.id) : tab("responsibilities");
    case "larger":
      return tab("preview");
    case "payout":
      return one.id === null ? null : `${partyAddress(ws, one.id)}?tab=payouts`;
    default:
      return null;
  }
}

/** All of them stand in one place. */
function SeeAffiliates({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws } = useWorkspace();
  return (
    <p className={css.see}>
      <Link to={`${productAddress(ws, product.id)}?tab=affiliates`}>{say("launch.mend.links")}</Link>
    </p>
  );
}

/** A link that is added or changed later turns it amber again. */
function Reviewed({ product }: { product: Product }) {
  const { say } = useWords();
  const { ws, role } = useWorkspace();
  const queries = useQueryClient();
  const review = useMutation({
    mutationFn: () => reviewLinks(ws, product.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: launchQuery(ws, product.id).queryKey }),
  });
  if (role !== "owner" && role !== "admin" && role !== "marketing") return null;
  return (
    <div>
      {review.isError ? <Problem error={review.error} /> : null}
      <Button variant="default" size="xs" loading={review.isPending} onClick={() => review.mutate()}>
        {say("launch.reviewed")}
      </Button>
    </div>
  );
}
