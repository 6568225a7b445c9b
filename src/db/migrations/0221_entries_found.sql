-- Entries are looked for by the day they happened, by kind and by what they are about. The first costs each
-- posted entry one more place at the end of an index; the other two leave sales out, which are nearly all.
CREATE INDEX journal_when ON partage.journal (ws, happened_at, seq);
CREATE INDEX journal_other_kind ON partage.journal (ws, kind, seq) WHERE kind <> 'sale';
CREATE INDEX journal_other_subject ON partage.journal (ws, subject) WHERE kind <> 'sale';
