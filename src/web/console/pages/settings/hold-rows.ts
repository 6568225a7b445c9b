// The rows of the form of holds: by source, by method, or by both, each with its days. As many as there are;
// none is lost by saving another, and two of one name are told, never merged.
// Example: { default: 7, card: 14, "hotmart:default": 30 } ↔ two rows beside the default.

type RowValues = { rows: string } & Record<`source${number}` | `method${number}` | `days${number}`, string>;

export type HoldValues = { default: string; guarantee: string } & RowValues;

interface Row {
  source: string;
  method: string;
  days: string;
}

/** The server takes fifty, one of which is the default. */
export const MOST_ROWS = 49;

export function startOf(now: { holds: Record<string, number>; guaranteeDays: number }): HoldValues {
  const { default: usual = 0, ...others } = now.holds;
  const rows = Object.entries(others).map(([key, days]) => {
    const [method = "", source = ""] = key.split(":").reverse();
    return { source, method: source !== "" && method === "default" ? "" : method, days: String(days) };
  });
  return { default: String(usual), guarantee: String(now.guaranteeDays), ...valuesOf(rows) };
}

export function withNewRow(values: HoldValues): HoldValues {
  return { ...values, ...valuesOf([...rowsOf(values), { source: "", method: "", days: "" }]) };
}

/** Those behind it move up. */
export function withoutRow(values: HoldValues, at: number): HoldValues {
  return { ...values, ...valuesOf(rowsOf(values).filter((_, place) => place !== at)) };
}

/** As the server has them: "card"; "hotmart:card"; "hotmart:default" where a row names no method. */
export function holdsOf(values: HoldValues): Record<string, number> {
  const told = rowsOf(values).filter(isTold);
  const holds = Object.fromEntries(told.map((row) => [keyOf(row), Number(row.days)]));
  return { ...holds, default: Number(values.default) };
}

export function complaintsOf(
  values: HoldValues,
  says: Record<"days" | "method" | "source" | "twice", string>,
): Record<string, string | undefined> {
  const complaints: Record<string, string | undefined> = {};
  for (const name of ["default", "guarantee"] as const) {
    complaints[name] = badDays(values[name]) ? says.days : undefined;
  }
  const rows = rowsOf(values);
  rows.forEach((row, at) => {
    const isTwice = isTold(row) && rows.findIndex((one) => keyOf(one) === keyOf(row)) < at;
    const isBadSource = row.source !== "" && !/^[a-z0-9][a-z0-9_-]{0,39}$/.test(row.source);
    const isBadMethod = row.method !== "" && !/^[a-z0-9_]{1,40}$/.test(row.method);
    const isDefault = keyOf(row) === "default";
    complaints[`days${at}`] = isTold(row) && badDays(row.days) ? says.days : undefined;
    complaints[`source${at}`] = isBadSource ? says.source : undefined;
    complaints[`method${at}`] = isTwice || isDefault ? says.twice : isBadMethod ? says.method : undefined;
  });
  return complaints;
}

function valuesOf(rows: readonly Row[]): RowValues {
  const fields = rows.flatMap(({ source, method, days }, at) => [
    [`source${at}`, source],
    [`method${at}`, method],
    [`days${at}`, days],
  ]);
  return { ...(Object.fromEntries(fields) as RowValues), rows: String(rows.length) };
}

function rowsOf(values: HoldValues): Row[] {
  return Array.from({ length: Number(values.rows) }, (_, at) => ({
    source: (values[`source${at}`] ?? "").trim(),
    method: (values[`method${at}`] ?? "").trim(),
    days: (values[`days${at}`] ?? "").trim(),
  }));
}

const isTold = ({ source, method }: Row) => source !== "" || method !== "";

const keyOf = ({ source, method }: Row) =>
  source === "" ? method : `${source}:${method === "" ? "default" : method}`;

const badDays = (text: string) => !/^[0-9]{1,4}$/.test(text.trim()) || Number(text) > 3650;
