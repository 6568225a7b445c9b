// The public page of a programme, which anybody may be sent: what is sold at which price, what one earns of
// it worked out on that price, the rules, the terms, and one way to apply. Nothing is loaded from elsewhere
// and nobody's data is shown. Opening it joins nothing.
//   /p/piano-in-30-days?by=DAVI
import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { pageQuery, type ProgramPage as Shown } from "../../../data/programs.ts";
import { Door } from "../../../parts/door.tsx";
import { formatRate } from "../../../parts/format-amount.ts";
import { Money } from "../../../parts/money.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { isProblem } from "../../../parts/problem-facts.ts";
import { TextSkeleton } from "../../../parts/skeletons.tsx";
import { When, ZoneProvider } from "../../../parts/when.tsx";
import { RulesList } from "../../../programs/rules-in-words.tsx";
import { useWords } from "../../../words/words.tsx";
import { forgetInvited, invitedTo } from "../../data/kept-invitation.ts";
import { Apply } from "./apply.tsx";
import css from "./program-page.module.css";

export function ProgramPage() {
  const { say } = useWords();
  const { slug = "" } = useParams({ strict: false }) as { slug?: string };
  const { by } = useSearch({ strict: false }) as { by?: string };
  const { sign, invited } = useSecrets(slug, by);
  const found = useQuery(pageQuery(slug, by, invited));
  const isStale = invited !== undefined && found.data?.invited === false;
  useEffect(() => {
    if (isStale) forgetInvited(slug);
  }, [isStale, slug]);
  if (found.isError) return <Gone error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) {
    return (
      <Door title={say("programPage.loading")} isWide>
        <TextSkeleton lines={10} />
      </Door>
    );
  }
  const page = found.data;
  return (
    <ZoneProvider value={page.timeZone}>
      <Door
        title={say("programPage.title", { product: page.product })}
        lead={say("programPage.lead", { business: page.business })}
        isWide
      >
        {page.invited ? <Invited rate={page.ownRate ? page.rate : null} /> : null}
        {page.about ? <p className={css.about}>{page.about}</p> : null}
        <Offers page={page} />
        <section className={css.part}>
          <h2>{say("promote.rules")}</h2>
          <RulesList
            rules={page.rules}
            next={page.next}
            first={[[say("program.access"), say(`program.access.${page.access}`)]]}
          />
        </section>
        {page.terms ? (
          <section className={css.part}>
            <h2>{say("program.terms")}</h2>
            <p className={css.terms}>{page.terms.text}</p>
          </section>
        ) : null}
        <Apply page={page} by={by} invited={invited} sign={sign} />
      </Door>
    </ZoneProvider>
  );
}

/** Out of the address as soon as they are read; an invitation is kept until it is used. */
function useSecrets(slug: string, by: string | undefined): { sign?: string; invited?: string } {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const read = () => {
    const { sign, invited } = Object.fromEntries(new URLSearchParams(hash.replace(/^#/, "")));
    const kept = invitedTo(slug, invited);
    return { ...(sign ? { sign } : {}), ...(kept ? { invited: kept } : {}) };
  };
  const [secrets] = useState<{ sign?: string; invited?: string }>(read);
  useEffect(() => {
    if (hash === "") return;
    void navigate({ to: `/p/${slug}`, search: (by ? { by } : {}) as never, replace: true });
  }, [hash, navigate, slug, by]);
  return secrets;
}

function Invited({ rate }: { rate: string | null }) {
  const { say, language } = useWords();
  if (rate === null) return <p className={css.note}>{say("programPage.invited")}</p>;
  return <p className={css.note}>{say("programPage.invitedRate", { rate: formatRate(rate, language) })}</p>;
}

function Offers({ page }: { page: Shown }) {
  const { say, show, language } = useWords();
  const { rate, nextRate, offers, base } = page;
  return (
    <section className={css.part}>
      <h2>{say("programPage.earn")}</h2>
      <p className={css.rate}>
        {rate === null
          ? say("programPage.rateEach")
          : say(`programPage.rate.${base}`, { rate: formatRate(rate, language) })}
      </p>
      {nextRate ? (
        <p className={css.quiet}>
          {show("program.from", {
            at: <When at={nextRate.from ?? ""} />,
            next: formatRate(nextRate.rate, language),
          })}
        </p>
      ) : null}
      {offers.length === 0 ? <p className={css.quiet}>{say("programPage.noOffers")}</p> : null}
      {offers.length > 0 ? (
        <table className={css.offers}>
          <thead>
            <tr>
              <th scope="col">{say("word.offer")}</th>
              <th scope="col">{say("programPage.price")}</th>
              <th scope="col">{say(`programPage.base.${base}`)}</th>
              <th scope="col">{say("promote.rate")}</th>
              <th scope="col">{say("programPage.yours")}</th>
            </tr>
          </thead>
          <tbody>
            {offers.map((one) => (
              <tr key={one.id}>
                <th scope="row">{one.name}</th>
                <td data-head={say("programPage.price")}>
                  <Money amount={one.price} currency={one.currency} />
                </td>
                <td data-head={say(`programPage.base.${base}`)}>
                  <Money amount={one.example.base} currency={one.currency} />
                </td>
                <td data-head={say("promote.rate")}>{formatRate(one.rate, language)}</td>
                <td data-head={say("programPage.yours")}>
                  <strong>
                    <Money amount={one.example.commission} currency={one.currency} zero="digits" />
                  </strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {offers.length > 0 ? <p className={css.quiet}>{say(`programPage.example.${base}`)}</p> : null}
    </section>
  );
}

function Gone({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { say } = useWords();
  const isGone = isProblem(error) && error.status === 404;
  return (
    <Door title={say(isGone ? "programPage.gone" : "programPage.failed")}>
      {isGone ? <p>{say("programPage.goneSays")}</p> : <Problem error={error} onRetry={onRetry} />}
    </Door>
  );
}
