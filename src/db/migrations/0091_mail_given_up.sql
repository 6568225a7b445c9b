-- A mail that could not be sent for days is given up; the inbox holds what it said.
ALTER TABLE partage.notice DROP CONSTRAINT notice_mail_check;
ALTER TABLE partage.notice ADD CONSTRAINT notice_mail_check CHECK (mail IN ('none', 'waiting', 'sent', 'given_up'));
CREATE INDEX notice_mail_waiting ON partage.notice (ws, created_at, id) WHERE mail = 'waiting';
