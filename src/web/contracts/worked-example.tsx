// A sale at the product's own price under some terms, direct and by an affiliate: a share bar that adds up,
// and each part as an amount. It never computes: the server split it. A partner sees its own part and the
// rest as one.
//   <WorkedExample example={example} you="Bruno Lima" />

import type { TermsExample } from "../data/contracts.ts";
import { amountText } from "../parts/format-amount.ts";
import { Money } from "../parts/money.tsx";
import { type Colours, colours } from "../parts/part-of.ts";
import { ShareBar } from "../parts/share-bar.tsx";
import type { MessageKey } from "../words/messages.ts";
import type { Words } from "../words/speak.ts";
import { useWords } from "../words/words.tsx";
import css from "./worked-example.module.css";

interface Props {
  example: TermsExample;
  /** How the line of whoever is asked is called where the server does not know a name: an address. */
  you: string;
}

type Line = TermsExample["cases"][number]["lines"][number];

const FEES = new Set(["platform_fee", "processor_fee", "tax"]);

export function WorkedExample({ example, you }: Props) {
  const words = useWords();
  const { say, language } = words;
  const { currency, paid, cases } = example;
  const all = cases.flatMap((one) =>
    one.lines.map((line) => ({ key: keyOf(line), who: whoOf(line), isFee: FEES.has(line.role) })),
  );
  const worn = colours(all);
  return (
    <div className={css.example}>
      <p className={css.says}>
        {say("agree.exampleSays", { offer: example.offer, price: amountText(paid, currency, language) })}
      </p>
      <div className={css.cases}>
        {cases.map((one) => (
          <section key={one.kind} className={css.case} aria-label={say(`agree.case.${one.kind}`)}>
            <h3 className={css.title}>{say(`agree.case.${one.kind}`)}</h3>
            <Split lines={one.lines} worn={worn} {...{ currency, paid, you }} />
          </section>
        ))}
      </div>
    </div>
  );
}

interface SplitProps {
  lines: readonly Line[];
  worn: Colours;
  currency: string;
  paid: number;
  you: string;
}

function Split({ lines, worn, currency, paid, you }: SplitProps) {
  const words = useWords();
  // One party may hold two contracts on a product: both wear its colour.
  const rows = lines.map((line, at) => ({
    line,
    key: `${keyOf(line)} ${at}`,
    colour: worn[keyOf(line)] ?? "",
  }));
  const parts = rows.map(({ line, key }) => ({
    key,
    name: nameOf(line, you, words),
    amount: line.amount,
    isFee: FEES.has(line.role),
  }));
  const wornBy = Object.fromEntries(rows.map(({ key, colour }) => [key, colour]));
  return (
    <>
      <ShareBar whole={paid} currency={currency} parts={parts} colours={wornBy} size="small" />
      <ul className={css.lines}>
        {rows.map(({ line, key, colour }) => (
          <li key={key} data-own={line.own || undefined}>
            <span className={css.name}>
              <span className={css.dot} style={{ backgroundColor: colour }} />
              <bdi>{nameOf(line, you, words)}</bdi> <span className={css.role}>{roleOf(line, words)}</span>
            </span>
            <Money amount={line.amount} currency={currency} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who is not known yet is whoever is asked, or any affiliate. */
const whoOf = (line: Line): string => line.party || (line.role === "affiliate" ? line.role : "asked");

/** The producer wears one colour, alone and with whom he shares. */
const keyOf = (line: Line): string =>
  line.role === "rest" ? `producer ${line.party}` : `${line.role} ${line.party}`;

function nameOf(line: Line, you: string, { say }: Words): string {
  if (line.name !== "") return line.name;
  return line.role === "affiliate" ? say("agree.someAffiliate") : you;
}

function roleOf({ role, own }: Line, words: Words): string {
  if (role === "rest") return words.say("agree.rest");
  const key = `lineRole.${role}`;
  const name = words.has(key) ? words.say(key as MessageKey) : role;
  return own ? words.say("agree.ownRole", { role: name }) : name;
}
