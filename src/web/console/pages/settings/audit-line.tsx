// One line of the audit trail in words: who, what, of which thing; and each change from what to what. What we
// have no word for is shown as it is written, never left out.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { amountText } from "../../../parts/format-amount.ts";
import { useZone, When } from "../../../parts/when.tsx";
import type { MessageKey } from "../../../words/messages.ts";
import { useWords } from "../../../words/words.tsx";
import { settingsAddress } from "../../addresses.ts";
import type { AuditActor, AuditEntry } from "../../data/settings.ts";
import { workspaceQuery } from "../../data/workspace.ts";
import { useWorkspace } from "../../frame/use-workspace.ts";
import { changeValue, fieldName } from "../products/history-words.tsx";
import { bareField, nameOfField, ownValue, takenApart } from "./audit-changes.ts";
import { placeOfSubject } from "./audit-place.ts";
import css from "./settings.module.css";

export function useActorName(): (actor: Pick<AuditActor, "id" | "kind" | "name">) => string {
  const { say } = useWords();
  return ({ id, kind, name }) => {
    if (kind === "system") return say("audit.system");
    if (kind === "key") return say("audit.key", { name: name ?? id });
    if (kind === "source") return say("audit.source", { name: id.slice(id.indexOf(":") + 1) });
    return name ?? say("audit.unknown", { id });
  };
}

export function AuditLine({ entry }: { entry: AuditEntry }) {
  const words = useWords();
  const { ws } = useWorkspace();
  const nameOf = useActorName();
  const key = `event.${entry.type}`;
  const what = words.has(key) ? words.say(key as MessageKey) : entry.type;
  const why = whyOf(entry.payload);
  return (
    <li className={css.entry}>
      <When at={entry.at} />
      <div>
        <p>
          <Link to={settingsAddress(ws, "audit")} search={{ actor: entry.actor.id }}>
            {nameOf(entry.actor)}
          </Link>{" "}
          {what}
          <About entry={entry} />
        </p>
        {why ? <p className={css.subject}>{why}</p> : null}
        <Changes changes={entry.changes} payload={entry.payload} />
        <Link className={css.subject} to={settingsAddress(ws, "audit")} search={{ subject: entry.subject }}>
          {entry.subject}
        </Link>
      </div>
    </li>
  );
}

/** What it was done to, by name, number and amount; it leads to its page. */
function About({ entry }: { entry: AuditEntry }) {
  const { say, language } = useWords();
  const { ws } = useWorkspace();
  const { number, amount, currency } = entry.subjectFacts ?? {};
  const facts = [
    number == null ? null : say("audit.number", { number }),
    entry.subjectName,
    amount == null || currency == null ? null : amountText(amount, currency, language),
  ].filter((one) => one !== null);
  const place = placeOfSubject(ws, entry.subject);
  if (facts.length === 0 && place === null) return null;
  const name = facts.length === 0 ? say("audit.look") : facts.join(" · ");
  return (
    <>
      {": "}
      {place === null ? <strong>{name}</strong> : <Link to={place}>{name}</Link>}
    </>
  );
}

/** The sentence or the address that came with it. */
function whyOf(payload: unknown): string | null {
  const { why, reason, path, email, url } = (payload ?? {}) as Record<string, unknown>;
  const found = [why, reason, path, email, url].find((one) => typeof one === "string");
  return (found as string | undefined) ?? null;
}

interface ChangesProps {
  changes: AuditEntry["changes"];
  payload: unknown;
}

function Changes({ changes, payload }: ChangesProps) {
  const words = useWords();
  const { say } = words;
  const timeZone = useZone();
  const { ws } = useWorkspace();
  const own = useQuery(workspaceQuery(ws)).data?.currency;
  const apart = takenApart(changes);
  const { currency = own, changed } = (payload ?? {}) as { currency?: string; changed?: unknown };
  const untold = (Array.isArray(changed) ? changed.map(String) : []).filter(
    (field) => !changes.some((one) => one.field === field),
  );
  if (apart.length === 0 && untold.length === 0) return null;
  const show = (field: string, value: unknown) =>
    ownValue(field, value, { currency, timeZone }, words) ??
    changeValue(bareField(field), value, { currency }, words);
  return (
    <ul className={css.diff}>
      {apart.map(({ field, before, after }) => (
        <li key={field}>
          {nameOfField(field, words, fieldName)}: <del>{show(field, before)}</del>{" "}
          <span aria-hidden="true">→</span> <ins>{show(field, after)}</ins>
        </li>
      ))}
      {untold.map((field) => (
        <li key={field}>{say("audit.changedOnly", { field: nameOfField(field, words, fieldName) })}</li>
      ))}
    </ul>
  );
}
