// Every kind of notice that is written can be shown: the door knows it, the pages have a sentence for it in
// English and Portuguese, and its mail has a subject in both.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NOTICE_KINDS, type NoticeKind } from "../../src/notices/notice.ts";
import type { Said } from "../../src/notices/notice-said.ts";
import { speakEnglish } from "../../src/notices/notice-words-en.ts";
import { speakPortuguese } from "../../src/notices/notice-words-pt.ts";
import { noticeKind } from "../../src/wire/notice.ts";

const words = (language: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../src/web/words/${language}.json`), "utf8"));

test("the door knows every kind", () => {
  expect([...noticeKind.options].sort()).toEqual([...NOTICE_KINDS].sort());
});

test.each(NOTICE_KINDS)("%s has its sentences", (kind: NoticeKind) => {
  for (const language of ["en", "pt-BR"]) expect(words(language)).toHaveProperty([`notice.${kind}`]);
  const said = {
    ...{ kind, reader: "party", workspace: "Piano School", by: "Ana", who: "Ana of Piano School" },
    ...{
      product: "Piano",
      partner: "Eva",
      ends: "",
      lastDay: "",
      hasEnded: false,
      day: "1 May",
      paid: "1.00 USD",
    },
    ...{
      given: ["1.00 USD"],
      counts: [1],
      terms: [],
      facts: { partner: "Eva", product: "Piano", asks: "amend" },
    },
  } as unknown as Said;
  for (const spoken of [speakEnglish(said), speakPortuguese(said)]) {
    expect(spoken.subject.length).toBeGreaterThan(8);
    expect(spoken.button.length).toBeGreaterThan(3);
    expect(spoken.lines.join("").length).toBeGreaterThan(10);
  }
});
