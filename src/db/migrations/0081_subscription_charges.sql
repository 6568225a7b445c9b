-- The charges of one subscription, for whoever looks for its first.
CREATE INDEX sale_subscription ON partage.sale (ws, (facts -> 'subscription' ->> 'ref'))
  WHERE (facts -> 'subscription' ->> 'ref') IS NOT NULL;
