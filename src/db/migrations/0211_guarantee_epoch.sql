-- A sale whose product has no offer to say its guarantee waits as long as the workspace says: a change of that
-- must reach the posting desk before the next sale.

DROP TRIGGER raise_epoch_on_change ON partage.workspace;
CREATE TRIGGER raise_epoch_on_change AFTER UPDATE ON partage.workspace
  FOR EACH ROW WHEN ((OLD.time_zone, OLD.max_shared, OLD.holds, OLD.currency, OLD.guarantee_days)
    IS DISTINCT FROM (NEW.time_zone, NEW.max_shared, NEW.holds, NEW.currency, NEW.guarantee_days))
  EXECUTE FUNCTION partage.raise_terms_epoch();
