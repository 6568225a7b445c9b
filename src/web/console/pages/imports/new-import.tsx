// The first step of an import: choose the file, or drop it here. What is in it is looked at before anything
// happens. It never records a sale.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useId, useState } from "react";
import { Icon } from "../../../parts/icons.tsx";
import { Page } from "../../../parts/page.tsx";
import { Problem } from "../../../parts/problem.tsx";
import { useWords } from "../../../words/words.tsx";
import { importAddress, importsAddress } from "../../addresses.ts";
import { uploadFile } from "../../data/imports.ts";
import { ForRole } from "../../frame/for-role.tsx";
import { useWorkspace } from "../../frame/use-workspace.ts";
import css from "./new-import.module.css";

export function NewImport() {
  const { say } = useWords();
  return (
    <ForRole needs="imports" title={say("imports.new")} says={say("imports.noAccess")}>
      <ChooseFile />
    </ForRole>
  );
}

function ChooseFile() {
  const { say } = useWords();
  const { ws } = useWorkspace();
  const navigate = useNavigate();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(ws, file),
    onSuccess: (draft) => navigate({ to: importAddress(ws, draft.id), replace: true }),
  });
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) upload.mutate(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <Page
      title={say("imports.new")}
      lead={say("newImport.lead")}
      back={{ to: importsAddress(ws), name: say("nav.imports") }}
    >
      {/* Dropping is a second way; the field inside is the first, and works by keyboard. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      <div
        className={css.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon name="file" size={32} />
        <p className={css.says}>{say("newImport.drop")}</p>
        <input
          id={id}
          className={css.input}
          type="file"
          accept=".csv,text/csv,text/plain"
          disabled={upload.isPending}
          onChange={(event) => take(event.currentTarget.files)}
        />
        <Button component="label" htmlFor={id} loading={upload.isPending}>
          {say("newImport.choose")}
        </Button>
        <p className={css.note}>{say("newImport.note")}</p>
      </div>
      {upload.error ? <Problem error={upload.error} /> : null}
    </Page>
  );
}
