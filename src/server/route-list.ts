// Every route the server has, noted as it is registered: what answers 405 with its Allow header, and what the
// tests walk so that a new route can neither lack a permission nor be forgotten by the bad-input corpora.
// Example: list.methodsOf("/v1/sales/sale_01…/refunds") → ["GET", "POST"].
import type { RouteOptions } from "fastify";
import type { Server } from "./server-type.ts";

export interface KnownRoute {
  method: string;
  url: string;
  options: RouteOptions;
}

export class RouteList {
  readonly routes: KnownRoute[] = [];
  #matchers: { method: string; pattern: RegExp }[] | null = null;

  add(options: RouteOptions): void {
    for (const method of [options.method].flat()) this.routes.push({ method, url: options.url, options });
    this.#matchers = null;
  }

  /** What may be done at this path; empty when there is nothing. */
  methodsOf(path: string): string[] {
    this.#matchers ??= this.routes
      .filter((route) => !route.url.includes("*"))
      .map((route) => ({
        method: route.method,
        pattern: new RegExp(
          `^${route.url
            .split(/:[A-Za-z]+/)
            .map(literal)
            .join("[^/]+")}$`,
        ),
      }));
    const methods = this.#matchers.filter((one) => one.pattern.test(path)).map((one) => one.method);
    return [...new Set(methods)].sort();
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Starts noting; call before the first route is registered. */
export function keepRouteList(server: Server): RouteList {
  const list = new RouteList();
  server.addHook("onRoute", (options) => list.add(options));
  server.decorate("routeList", list);
  return list;
}

declare module "fastify" {
  interface FastifyInstance {
    routeList: RouteList;
  }
}
