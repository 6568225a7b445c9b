// Every resource's routes, one line each: a new route file is added here and nowhere else.
// Never a route itself. Example: saleRoutes(server) registers what src/server/routes/sales.ts describes.

import { receiveRoutes } from "./hooks/receive.ts";
import { affiliationRoutes } from "./routes/affiliations.ts";
import { apiKeyRoutes } from "./routes/api-keys.ts";
import { balanceRoutes } from "./routes/balances.ts";
import { contractRoutes } from "./routes/contracts.ts";
import { deliveryRoutes } from "./routes/deliveries.ts";
import { disputeRoutes } from "./routes/disputes.ts";
import { entryRoutes } from "./routes/entries.ts";
import { eventRoutes } from "./routes/events.ts";
import { importRoutes } from "./routes/imports.ts";
import { memberRoutes } from "./routes/members.ts";
import { offerRoutes } from "./routes/offers.ts";
import { parkedProductRoutes } from "./routes/parked-products.ts";
import { partyRoutes } from "./routes/parties.ts";
import { productHistoryRoutes } from "./routes/product-history.ts";
import { productSellingRoutes } from "./routes/product-selling.ts";
import { productTermsRoutes } from "./routes/product-terms.ts";
import { productRoutes } from "./routes/products.ts";
import { refundRoutes } from "./routes/refunds.ts";
import { saleBatchRoutes } from "./routes/sale-batch.ts";
import { saleDetailRoutes } from "./routes/sale-detail.ts";
import { saleRoutes } from "./routes/sales.ts";
import { sessionRoutes } from "./routes/session.ts";
import { setupRoutes } from "./routes/setup.ts";
import { sourceRoutes } from "./routes/sources.ts";
import { splitPreviewRoutes } from "./routes/split-preview.ts";
import { webhookEndpointRoutes } from "./routes/webhook-endpoints.ts";
import { workspaceRoutes } from "./routes/workspaces.ts";
import type { Server } from "./server-type.ts";

export async function registerRoutes(server: Server): Promise<void> {
  receiveRoutes(server);
  sessionRoutes(server);
  setupRoutes(server);
  memberRoutes(server);
  apiKeyRoutes(server);
  affiliationRoutes(server);
  contractRoutes(server);
  offerRoutes(server);
  partyRoutes(server);
  productHistoryRoutes(server);
  productSellingRoutes(server);
  productTermsRoutes(server);
  productRoutes(server);
  splitPreviewRoutes(server);
  workspaceRoutes(server);
  balanceRoutes(server);
  entryRoutes(server);
  eventRoutes(server);
  webhookEndpointRoutes(server);
  importRoutes(server);
  sourceRoutes(server);
  deliveryRoutes(server);
  parkedProductRoutes(server);
  disputeRoutes(server);
  refundRoutes(server);
  saleBatchRoutes(server);
  saleRoutes(server);
  saleDetailRoutes(server);
}
