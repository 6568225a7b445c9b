// Every resource's routes, one line each: a new route file is added here and nowhere else.
import { apiKeyRoutes } from "./routes/api-keys.ts";
import { memberRoutes } from "./routes/members.ts";
import { sessionRoutes } from "./routes/session.ts";
import { setupRoutes } from "./routes/setup.ts";
import type { Server } from "./server-type.ts";

export async function registerRoutes(server: Server): Promise<void> {
  sessionRoutes(server);
  setupRoutes(server);
  memberRoutes(server);
  apiKeyRoutes(server);
}
