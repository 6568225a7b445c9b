// Types what could be taken for markup into every text field of the pages and of the windows they open, in a
// build whose fields know where in the code they are drawn. The list of them is read from the code: one that
// is added later and that no walk types into is told. It never sends anything.
// Example: const { walk, wrong, typed } = await beginTyping(stage.enter); await walk.walk(pages)
import type { Page } from "playwright-core";
import { STRINGS } from "../journeys/bad-input-door.ts";
import { Asked } from "./asked.ts";
import { FIELDS, sitesIn } from "./drawn-sites.ts";
import { MARKUP } from "./every-page.ts";
import { typeMarkup } from "./type-markup.ts";
import { WindowWalk } from "./walk-windows.ts";
import { DESK, passOnlyQuestions } from "./window-stage.ts";

const CORPUS = [...new Set([...STRINGS.filter((one) => typeof one === "string"), ...MARKUP])];
/**
 * What a page, a template or a style could take for more than text, and what is only odd: others go into each
 * field, in turn; the long forms get all of them (naughty.long.test.ts).
 */
const SHARP = CORPUS.filter((one) => /[<>]|script|\{\{|&[a-z#]/i.test(one));
const ODD = CORPUS.filter((one) => !SHARP.includes(one));
const AT_ONCE = { sharp: 30, odd: 6 };

const OVER = "[data-typed]";
const MARK = `(() => {
  document.querySelector("[data-typed]")?.removeAttribute("data-typed");
  const all = [...document.querySelectorAll("[role=dialog], .mantine-Popover-dropdown")].filter((one) => one.checkVisibility());
  if (all.length > 0) all.at(-1).dataset.typed = "";
})()`;

export interface FieldWalk {
  walk: WindowWalk;
  wrong: string[];
  /** Each field that was typed into: its place in the code and its label. */
  typed: string[];
}

let turn = 0;
const some = (of: readonly string[], count: number) =>
  Array.from({ length: count }, () => of[turn++ % of.length] as string);
const nextCorpus = () => [...MARKUP, ...some(SHARP, AT_ONCE.sharp), ...some(ODD, AT_ONCE.odd)];

export async function beginTyping(
  enter: (options: typeof DESK) => Promise<{ page: Page }>,
  typed: string[],
): Promise<FieldWalk> {
  const { page } = await enter(DESK);
  const stopped = await passOnlyQuestions(page);
  const asked = new Asked(page);
  const wrong: string[] = [];
  const choices: string[] = [];
  const type = async (scope: string, told: string) => {
    const address = page.url();
    const result = await typeMarkup(page, scope, nextCorpus(), [...typed, ...choices]);
    choices.push(...result.choices);
    typed.push(...result.fields);
    wrong.push(...result.wrong.map((one) => `${told}: ${one}`));
    if (result.isChosen || stopped()) await asked.open(address);
  };
  const walk = new WindowWalk(
    page,
    {
      onPage: (path) => type("main", path),
      async onWindow({ told }) {
        await page.evaluate(MARK);
        await type(OVER, told);
      },
    },
    new Set(),
  );
  return { walk, wrong, typed };
}

/** Behind an act that a walk cannot do: typed into where that act is tried (mustStayText). */
const ELSEWHERE = [
  /^console\/pages\/account\/(prove-factor|scan-key)\.tsx /,
  /^console\/pages\/sign-in\/(challenge|invite|set-up)\.tsx /,
  /^console\/pages\/contracts\/template-picker\.tsx /,
  /^portal\/pages\/(invitation\/accept-invitation|program\/apply)\.tsx /,
];

/** Comes with a state that the stock has not: what it would take. The list only grows shorter. */
const NOT_STOCKED: Readonly<Record<string, string>> = {
  "console/pages/account/security.tsx PasswordField": "an account with a password",
  "console/pages/account/security.tsx PasswordField 3": "an account with a password",
  "console/pages/operator/workspace-acts.tsx TextInput 2": "a workspace to be looked into",
  "console/pages/payouts/bring-settlement.tsx TextInput 2": "a file of a settlement",
  "console/pages/payouts/bring-settlement.tsx TextInput 3": "a file of a settlement",
  "console/pages/payouts/rate-line.tsx TextInput": "a balance in another currency",
  "console/pages/payouts/rate-line.tsx TextInput 2": "a balance in another currency",
  "console/pages/payouts/rate-line.tsx TextInput 3": "a balance in another currency",
  "console/pages/product-program/decide-applicants.tsx Textarea": "applicants that are picked",
  "console/pages/products/propose-fees.tsx Textarea": "fees that were promised",
  "console/pages/sources/fee-settings.tsx PasswordField": "a source that is asked for its fees",
  "contracts/clause-fields.tsx AmountField 3": "a clause of that kind",
  "contracts/mix-fields.tsx TextInput": "a mix of what is planned",
  "payouts/ask-password.tsx PasswordInput": "an account with a password",
  "payouts/proof-field.tsx PasswordField": "somebody who signed in long ago",
  "portal/pages/program/join-by-hand.tsx PasswordField": "somebody invited without mail",
  "portal/pages/program/join-by-hand.tsx TextField": "somebody invited without mail",
  "programs/hand-over.tsx TextInput": "affiliates handed over from a day on",
};

/** What one types into and no walk did, and what is listed above although one did. */
export function notTyped(typed: readonly string[]): string[] {
  const met = new Set(typed.map((one) => one.split(": ")[0] as string));
  const all = sitesIn(FIELDS).filter((site) => !site.startsWith("parts/"));
  const listed = Object.keys(NOT_STOCKED).filter((site) => met.has(site) || !all.includes(site));
  const missed = all.filter(
    (site) => !met.has(site) && !ELSEWHERE.some((one) => one.test(site)) && !(site in NOT_STOCKED),
  );
  return [...missed, ...listed.map((site) => `${site} is met or gone: off the list with it`)];
}
