// Said for a moment at the foot of the page: that something was done, and the way to undo it while it stands.
// It never says an error that must be acted on (that is Problem, where it happened), and never takes the
// focus.
//   const toast = useToast(); toast.tell({ says: "Piano in 30 days is archived", undo: () => restore(id) })
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useWords } from "../words/words.tsx";
import { Icon } from "./icons.tsx";
import { problemText } from "./problem.tsx";
import css from "./toast.module.css";

export interface Told {
  says: ReactNode;
  /** Takes it back; its own failure is said in place of this. */
  undo?: () => unknown;
  /** Something else to do with it: "Open". */
  act?: { name: string; onPick: () => void };
}

interface Toasts {
  tell: (told: Told) => void;
}

const Context = createContext<Toasts | null>(null);
/** Long enough to be read and pressed; it stays while the pointer or the focus is on it. */
const STAYS_MS = 7000;

export function useToast(): Toasts {
  const toasts = useContext(Context);
  if (!toasts) throw new Error("useToast outside ToastProvider");
  return toasts;
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<(Told & { key: number }) | null>(null);
  const count = useRef(0);
  const tell = useCallback((next: Told) => {
    count.current += 1;
    setTold({ ...next, key: count.current });
  }, []);
  const close = useCallback(() => setTold(null), []);
  const toasts = useMemo(() => ({ tell }), [tell]);
  return (
    <Context value={toasts}>
      {children}
      <div className={css.place} role="status" aria-live="polite">
        {told ? <Toast key={told.key} told={told} tell={tell} onClose={close} /> : null}
      </div>
    </Context>
  );
}

interface ToastProps extends Toasts {
  told: Told;
  onClose: () => void;
}

function Toast({ told, tell, onClose }: ToastProps) {
  const words = useWords();
  const { say } = words;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onClose, STAYS_MS);
    return () => clearTimeout(timer);
  }, [isHeld, onClose]);
  const { undo, act } = told;
  const takeBack = async () => {
    onClose();
    try {
      await undo?.();
    } catch (error) {
      tell({ says: problemText(error, words) });
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays while it is looked at
    <div
      className={css.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={css.says}>{told.says}</span>
      {undo ? (
        <button type="button" className={css.act} onClick={() => void takeBack()}>
          <Icon name="undo" size={15} />
          {say("toast.undo")}
        </button>
      ) : null}
      {act ? (
        <button
          type="button"
          className={css.act}
          onClick={() => {
            onClose();
            act.onPick();
          }}
        >
          {act.name}
        </button>
      ) : null}
      <button type="button" className={css.close} aria-label={say("action.close")} onClick={onClose}>
        <Icon name="close" size={15} />
      </button>
    </div>
  );
}
