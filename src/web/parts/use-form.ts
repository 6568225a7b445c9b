// The state of one form: what is typed, what is wrong with it, whether it was changed, and the act of
// sending. It never draws. Errors of the server (RFC 9457) land on the field whose path they name; the rest
// stays above the form. Sent once at a time; what was typed survives a failure.
//   useForm({ start: { name: "" }, check: (v) => ({ name: v.name ? undefined : say("form.required") }),
//     send: (v) => createProduct(ws, v), onDone: (product) => navigate({ to: … }) })
import { useRef, useState } from "react";
import { fieldErrors } from "../problems/say-problem.ts";
import { useWords } from "../words/words.tsx";

/** What is wrong, by the name of the field; undefined where nothing is. */
export type Complaints<V> = Partial<Record<keyof V & string, string | undefined>>;

interface What<V extends object, A> {
  start: V;
  /** Looked at when sent, and again with every key once it was tried. */
  check?: (values: V) => Complaints<V>;
  send: (values: V) => Promise<A>;
  onDone?: (answer: A, values: V) => unknown;
  /** The server's path of a field where it is not the field's name: { price: "offers[0].price" }. */
  paths?: Partial<Record<keyof V & string, string>>;
}

export interface FormState<V extends object> {
  values: V;
  set: (some: Partial<V>) => void;
  errorOf: (name: keyof V & string) => string | undefined;
  /** The last answer, where it was a no. */
  error: unknown;
  /** Paths of the server that a field shows already. */
  shown: readonly string[];
  isChanged: boolean;
  isWorking: boolean;
  /** Counts failed tries: the first wrong field takes the focus each time. */
  failures: number;
  /** True from the moment it was taken until something is typed again: then one may leave. */
  isDone: () => boolean;
  submit: () => void;
  reset: (values?: V) => void;
}

export function useForm<V extends object, A = unknown>(what: What<V, A>): FormState<V> {
  const words = useWords();
  const [start, setStart] = useState(what.start);
  const [values, setValues] = useState(what.start);
  const [error, setError] = useState<unknown>(null);
  const [corrected, setCorrected] = useState<readonly string[]>([]);
  const [failures, setFailures] = useState(0);
  const [isTried, setTried] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const isBusy = useRef(false);
  const isDone = useRef(false);
  const names = Object.keys(values) as (keyof V & string)[];
  const pathOf = (name: keyof V & string) => what.paths?.[name] ?? name;
  const complaints: Complaints<V> = (isTried ? what.check?.(values) : undefined) ?? {};

  const errorOf = (name: keyof V & string): string | undefined => {
    if (complaints[name]) return complaints[name];
    return corrected.includes(name) ? undefined : fieldErrors(error, words)[pathOf(name)];
  };
  const set = (some: Partial<V>) => {
    isDone.current = false;
    setValues((old) => ({ ...old, ...some }));
    setCorrected((old) => [...new Set([...old, ...Object.keys(some)])]);
  };
  const send = async (): Promise<void> => {
    setTried(true);
    const wrong = what.check?.(values) ?? {};
    if (Object.values(wrong).some(Boolean)) {
      setFailures((count) => count + 1);
      return;
    }
    isBusy.current = true;
    setWorking(true);
    setError(null);
    setCorrected([]);
    try {
      const answer = await what.send(values);
      isDone.current = true;
      setStart(values);
      setTried(false);
      await what.onDone?.(answer, values);
    } catch (caught) {
      setError(caught);
      setFailures((count) => count + 1);
    } finally {
      isBusy.current = false;
      setWorking(false);
    }
  };
  return {
    values,
    set,
    errorOf,
    error,
    shown: names.map(pathOf),
    isChanged: JSON.stringify(values) !== JSON.stringify(start),
    isWorking,
    failures,
    isDone: () => isDone.current,
    submit: () => {
      if (!isBusy.current) void send();
    },
    reset: (to = start) => {
      isDone.current = true;
      for (const put of [setStart, setValues]) put(to);
      setError(null);
      setTried(false);
    },
  };
}
