-- When those who have not accepted a programme's terms of use in force were reminded last: once a day is enough.
ALTER TABLE partage.affiliate_program ADD COLUMN terms_reminded_at timestamptz;
