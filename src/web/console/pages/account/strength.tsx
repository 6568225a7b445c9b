// A hint on how hard a password is to guess: by length and by how many different signs it has. It never
// leaves the page and forbids nothing: the server asks for ten characters.
import { useWords } from "../../../words/words.tsx";
import css from "./account.module.css";

export function strengthOf(password: string): 0 | 1 | 2 | 3 {
  const different = new Set(password).size;
  if (password.length < 10 || different < 5) return 0;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  const worth = Math.min(different, password.length) + 2 * kinds;
  if (worth < 15) return 1;
  return worth < 21 ? 2 : 3;
}

export function Strength({ password }: { password: string }) {
  const { say } = useWords();
  if (password === "") return null;
  const strength = strengthOf(password);
  return (
    <div className={css.strength} aria-live="polite">
      <meter
        className={css.bar}
        min={0}
        max={3}
        low={1}
        high={2}
        optimum={3}
        value={strength}
        aria-label={say("account.strength")}
      />
      {say(`account.strength.${strength}`)}
    </div>
  );
}
