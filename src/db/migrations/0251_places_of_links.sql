-- Clicks that carry a place of their own (?sub=bio): read by link and day without touching the many that carry none.
CREATE INDEX click_of_place ON partage.click (ws, link, at) WHERE sub_id IS NOT NULL;
