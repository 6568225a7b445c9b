// A shop's own page with our script on it, on a port of its own: a form and a link to a checkout. Below /ask
// it asks for consent first. Example: const shop = await openShopPage(stage.url); shop.visited → ["/piano?…"]
import { createServer } from "node:http";

export interface ShopPage {
  url: string;
  /** What it was asked for, before its script took the id out of the address. */
  visited: string[];
  close(): void;
}

export async function openShopPage(partage: string): Promise<ShopPage> {
  const visited: string[] = [];
  const shop = createServer((request, response) => {
    // A picture that the browser asks for by itself is no visit.
    if (request.url !== "/favicon.ico") visited.push(request.url ?? "");
    response.setHeader("content-type", "text/html");
    const ask = request.url?.startsWith("/ask") ? ' data-consent="ask"' : "";
    const ref = ' data-ref="ref,via"';
    response.end(`<!doctype html><title>Piano</title><script src="${partage}/partage.js"${ask}${ref}></script>
      <form action="/bought"><input name="partage_click" type="hidden"><button>Buy</button></form>
      <a data-partage="client_reference_id" href="/checkout?plan=1">Checkout</a>`);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => shop.once("listening", resolve));
  const { port } = shop.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, visited, close: () => shop.close() };
}
