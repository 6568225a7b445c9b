// How the buyer of a sale came: by which rules it was judged, every touch with its time, credited or why not,
// oldest first, and the purchase at the end. A partner's page names only its own. It never judges by itself.
//   <JourneyView journey={journey} saleAddress={(sale) => …} />
import { Link } from "@tanstack/react-router";
import type { Journey, Touch } from "../data/attribution.ts";
import { formatRate } from "../parts/format-amount.ts";
import { Status } from "../parts/status.tsx";
import { type Moment, Timeline } from "../parts/timeline.tsx";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import css from "./attribution.module.css";

interface Props {
  journey: Journey;
  saleAddress?: (sale: string) => string;
}

export function JourneyView({ journey, saleAddress }: Props) {
  const words = useWords();
  const { say } = words;
  const { touches } = journey;
  return (
    <>
      <p className={css.says}>{saysOf(journey, words)}</p>
      {touches.length + journey.corrections.length > 0 ? (
        <Timeline
          moments={[
            ...touches.map((touch, i) => momentOf(touch, `${i}`, words, saleAddress)),
            { key: "bought", title: say("journey.bought"), at: journey.at, tone: "quiet" as const },
            ...journey.corrections.map((one, i) => correctionOf(one, `put right ${i}`, words)),
          ]}
        />
      ) : null}
      {journey.credited.map((one) =>
        one.rate === null ? null : (
          <p key={one.party?.id ?? "other"} className={css.rate}>
            {saysRate(one, words)}
          </p>
        ),
      )}
    </>
  );
}

function saysOf({ how, model, windowDays, touches }: Journey, { say }: Words): string {
  if (how === "named") return say("journey.named");
  if (how === "none" || model === null) return say("journey.none");
  if (touches.length === 0) return say("journey.noTouch");
  const window =
    windowDays === null ? say("journey.windowOpen") : say("journey.window", { days: windowDays });
  return say("journey.judged", { model: say(`journey.model.${model}`), window });
}

function saysRate({ own, party, rate, weight }: Journey["credited"][number], words: Words): string {
  const { say, language } = words;
  const facts = {
    name: party?.name ?? say("journey.other"),
    rate: formatRate(rate ?? "0", language),
    part: formatRate(weight, language),
  };
  if (weight === "1") return say(own ? "journey.ownRate" : "journey.rate", facts);
  return say(own ? "journey.ownRatePart" : "journey.ratePart", facts);
}

/** Told beside what was judged, which stays. */
function correctionOf(
  { at, credited, reason }: Journey["corrections"][number],
  key: string,
  { say, language }: Words,
): Moment {
  const names = credited.map(({ own, party, weight }) => {
    const name = own ? say("correction.you") : (party?.name ?? say("journey.other"));
    return weight === "1" ? name : `${name} (${formatRate(weight, language)})`;
  });
  const title =
    names.length === 0
      ? say("correction.toldNobody")
      : say("correction.told", { names: new Intl.ListFormat(language).format(names) });
  return { key, at, tone: "good", title, body: reason };
}

function momentOf(
  touch: Touch,
  key: string,
  words: Words,
  saleAddress: ((sale: string) => string) | undefined,
): Moment {
  const { say, language } = words;
  const { by, at, code, campaign, weight, skipped, sale, party, own } = touch;
  const name = party?.name ?? say("journey.other");
  const isProducers = skipped === "own_link";
  const came = isProducers
    ? say("journey.byOwnLink")
    : own
      ? say(`journey.own.${by}`)
      : say(`journey.by.${by}`, { name });
  const isCredited = skipped === null;
  const isWhole = weight === "1";
  return {
    key,
    at,
    tone: isCredited ? "good" : "quiet",
    title: skipped === "unknown_coupon" ? say("journey.unknownCoupon", { code: code ?? "" }) : came,
    aside: isCredited ? (
      <Status tone="good">
        {isWhole
          ? say("journey.credited")
          : say("journey.creditedPart", { part: formatRate(weight, language) })}
      </Status>
    ) : null,
    body: (
      <span className={css.touch}>
        {code !== null && skipped !== "unknown_coupon" ? <code className={css.code}>{code}</code> : null}
        {campaign === null ? null : <span>{say("journey.campaign", { campaign })}</span>}
        {isCredited ? null : <span>{say(`journey.skipped.${skipped}`)}</span>}
        {sale !== null && saleAddress ? <Link to={saleAddress(sale)}>{say("journey.firstSale")}</Link> : null}
      </span>
    ),
  };
}
