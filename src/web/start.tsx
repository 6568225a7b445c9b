// What the page loads first: the console and the portal under one root, so that a person who is both goes
// from one to the other without signing in again. The only file that knows both; holds nothing else.
import { start } from "./console/main.tsx";
import { portalRoutes } from "./portal/routes.tsx";

void start(portalRoutes);
