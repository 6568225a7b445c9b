// A sale as a flow: from what the buyer paid, past what leaves first, to every party. Labels are the table.
// It never computes a share of its own: amounts come ready and must add up to the whole; the caller colours
// them.
//   <Flow source={{ name: "Buyer paid", amount: 10000 }} middle={{ name: "To share", amount: 8960 }}
//   parts={…} />
// A part below zero (a producer who carries the fees) is not drawn as a band, only said.
import { useElementSize } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useWords } from "../words/words.tsx";
import css from "./flow.module.css";
import { bandPath, type FlowLayout, layoutFlow } from "./flow-layout.ts";
import { formatShare } from "./format-amount.ts";
import { Money } from "./money.tsx";
import type { Colours, PartOf } from "./part-of.ts";

interface End {
  name: string;
  amount: number;
  /** What the amount is made of. */
  href?: string | undefined;
}

interface Props {
  /** What this picture says, in a sentence: read aloud before the list. */
  says: string;
  currency: string;
  source: End;
  middle?: End | undefined;
  parts: readonly PartOf[];
  colours: Colours;
  /** Pressing a label opens its why. */
  onChoose?: ((key: string) => void) | undefined;
  chosen?: string | null | undefined;
}

const BAR = 10;

export function Flow(props: Props) {
  const { parts, currency, source, middle } = props;
  const { ref, width } = useElementSize();
  const [lit, setLit] = useState<string | null>(null);
  const isNarrow = width < 520;
  const layout = layoutFlow({
    parts: parts.map((part) => ({ amount: part.amount, isFirst: part.isFee === true })),
    rowHeight: isNarrow ? 46 : 44,
    barHeight: isNarrow ? 220 : 260,
  });
  /** On a phone the code stands with the second amount, which has the room for it. */
  const hasMiddle = middle !== undefined && layout.middle !== null;
  const labelWidth = isNarrow ? Math.min(230, width * 0.64) : Math.min(340, width * 0.42);
  const bands = Math.max(60, width - labelWidth - 14);
  return (
    <section className={css.flow} aria-label={props.says}>
      <p className="only-read">{props.says}</p>
      <div className={css.heads}>
        <div className={css.head}>
          <EndName end={source} />
          <Money
            amount={source.amount}
            currency={currency}
            size={isNarrow ? "md" : "lg"}
            withCode={!isNarrow || !hasMiddle}
            zero="digits"
          />
        </div>
        {hasMiddle ? (
          <div className={css.head} style={{ left: isNarrow ? bands + 14 : bands * 0.42 }}>
            <EndName end={middle} />
            <Money amount={middle.amount} currency={currency} withCode={isNarrow} zero="digits" />
          </div>
        ) : null}
      </div>
      <div ref={ref} className={css.body} style={{ height: layout.height }}>
        {width > 0 ? <Bands {...props} layout={layout} width={bands} lit={lit} /> : null}
        <ul className={css.labels} style={{ left: bands + 14, height: layout.height }}>
          {parts.map((part, index) => (
            <li
              key={part.key}
              className={css.label}
              style={{ top: layout.rows[index]?.slot.y ?? 0 }}
              data-faded={lit !== null && lit !== part.key ? true : undefined}
              onPointerEnter={() => setLit(part.key)}
              onPointerLeave={() => setLit(null)}
            >
              <Label part={part} {...props} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function EndName({ end: { name, href } }: { end: End }) {
  return (
    <span className={css.headName}>
      {href ? (
        <Link to={href} className={css.name}>
          {name}
        </Link>
      ) : (
        name
      )}
    </span>
  );
}

function Label({ part, currency, source, onChoose, chosen }: Props & { part: PartOf }) {
  const { language, say } = useWords();
  const share = formatShare(part.amount, source.amount, language);
  const name = part.href ? (
    <Link to={part.href} className={css.name}>
      {part.name}
    </Link>
  ) : (
    <span className={css.name}>{part.name}</span>
  );
  return (
    <>
      <span className={css.who}>
        {name}
        <span className={css.note}>{part.note ? `${part.note} · ${share}` : share}</span>
      </span>
      {onChoose ? (
        <button
          type="button"
          className={css.amount}
          aria-expanded={chosen === part.key}
          onClick={() => onChoose(part.key)}
        >
          <Money amount={part.amount} currency={currency} withCode={false} />
          <span className="only-read"> {say("flow.why", { name: part.name })}</span>
        </button>
      ) : (
        <Money amount={part.amount} currency={currency} withCode={false} />
      )}
    </>
  );
}

interface BandsProps extends Props {
  layout: FlowLayout;
  width: number;
  lit: string | null;
}

function Bands({ layout, width, parts, colours, lit }: BandsProps) {
  const id = useId();
  const middleX = width * 0.42;
  const strong = lit;
  return (
    <svg className={css.bands} width={width} height={layout.height} aria-hidden="true">
      <defs>
        {parts.map((part) => (
          <linearGradient key={part.key} id={`${id}${part.key}`} x1="0" x2="1">
            <stop offset="0" className={css.stopFrom} />
            <stop offset="0.75" stopColor={colours[part.key]} stopOpacity="0.42" />
          </linearGradient>
        ))}
      </defs>
      {layout.middle && layout.middleFrom ? (
        <path className={css.through} d={bandPath(BAR, layout.middleFrom, middleX, layout.middle)} />
      ) : null}
      {parts.map((part, index) => {
        const row = layout.rows[index];
        if (!row || part.amount <= 0) return null;
        const isThrough = layout.middle !== null && !part.isFee;
        const x0 = isThrough ? middleX + BAR : BAR;
        const faded = strong !== null && strong !== part.key;
        return (
          <g key={part.key} className={css.band} data-faded={faded || undefined}>
            <path fill={`url(#${id}${part.key})`} d={bandPath(x0, row.from, width - BAR, row.bar)} />
            <rect
              x={width - BAR}
              y={row.bar.y}
              width={BAR}
              height={row.bar.height}
              fill={colours[part.key]}
              rx="1.5"
            />
          </g>
        );
      })}
      <rect
        className={css.source}
        x="0"
        y={layout.source.y}
        width={BAR}
        height={layout.source.height}
        rx="1.5"
      />
      {layout.middle ? (
        <rect
          className={css.source}
          x={middleX}
          y={layout.middle.y}
          width={BAR}
          height={layout.middle.height}
          rx="1.5"
        />
      ) : null}
    </svg>
  );
}
