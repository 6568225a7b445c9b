// Where an entry came from, as one reads it in a list: the source and its own id of the fact. What was booked
// here has no such id: ours leads nobody anywhere, and stands on the entry's page and in files.
//   { source: "shop", externalId: "SO-1" } → shop · SO-1;  { source: "partage", … } → Partage
import css from "./ledger.module.css";

const HERE = "partage";

export function EntrySource({ source, externalId }: { source: string; externalId: string }) {
  return <span className={css.source}>{source === HERE ? "Partage" : `${source} · ${externalId}`}</span>;
}
