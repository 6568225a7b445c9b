// Somebody else changed the same thing while this form was open: what they made of it beside what is typed
// here, and two ways on. Nothing of either is lost before one of them is pressed.
//   <ChangedMeanwhile rows={[{ key: "name", name: "Name", before: "Piano", theirs: "Piano I", mine: "Piano
//   II" }]} … />
import { Button } from "@mantine/core";
import { useWords } from "../../../words/words.tsx";
import css from "./changed-meanwhile.module.css";

export interface MeanwhileRow {
  key: string;
  name: string;
  before: string;
  theirs: string;
  mine: string;
}

interface Props {
  rows: readonly MeanwhileRow[];
  onTheirs: () => void;
  onMine: () => void;
}

export function ChangedMeanwhile({ rows, onTheirs, onMine }: Props) {
  const { say } = useWords();
  const touched = rows.filter((row) => row.before !== row.theirs);
  return (
    <section className={css.box} aria-label={say("meanwhile.title")}>
      <h2 className={css.title}>{say("meanwhile.title")}</h2>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{say("meanwhile.field")}</th>
            <th scope="col">{say("meanwhile.was")}</th>
            <th scope="col">{say("meanwhile.theirs")}</th>
            <th scope="col">{say("meanwhile.yours")}</th>
          </tr>
        </thead>
        <tbody>
          {touched.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <td>{row.before || "–"}</td>
              <td>{row.theirs || "–"}</td>
              <td>{row.mine === row.before ? say("meanwhile.untouched") : row.mine || "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={css.ways}>
        <Button variant="default" size="xs" onClick={onTheirs}>
          {say("meanwhile.keepTheirs")}
        </Button>
        <Button variant="default" size="xs" onClick={onMine}>
          {say("meanwhile.saveMine")}
        </Button>
      </div>
    </section>
  );
}
