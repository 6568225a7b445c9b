// Where a webhook may not go: every spelling of one's own machine and its neighbours, by number and by name,
// and a name that turns out to lead there only when it is called.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendWebhook } from "../../src/notices/send-webhook.ts";
import { isPublicAddress, refusedAddress } from "../../src/notices/webhook-address.ts";

describe("The addresses of webhooks", () => {
  test.each(
    `127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1
     192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.7 224.0.0.1 240.0.0.1 255.255.255.255
     :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 100::1
     2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 example.com 1.2.3`.split(/\s+/),
  )("%s is not public", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each("8.8.8.8 93.184.215.14 172.32.0.1 100.128.0.1 2606:4700::1111 2a00:1450:4001::8a".split(" "))(
    "%s is public",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    "http://127.0.0.1/",
    "http://0x7f.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://[::1]:8080/",
    "http://[::ffff:7f00:1]/",
    "https://localhost/",
    "https://db.internal/",
    "https://printer.local./",
    "https://user:secret@example.com/",
    "ftp://example.com/",
  ])("%s is refused before anything is called", (url) => {
    expect(refusedAddress(url, false)).toEqual(expect.any(String));
  });

  describe("at the moment of the call", () => {
    let called = 0;
    const server = createServer((_request, response) => {
      called++;
      response.writeHead(302, { location: "http://127.0.0.1:1/inner" }).end();
    });
    let port: number;
    beforeAll(async () => {
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      port = (server.address() as AddressInfo).port;
    });
    afterAll(() => void server.close());

    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const id = "019a5c7e-5d3b-7c4e-8f00-0123456789ab";
    const send = (url: string, more: object) =>
      sendWebhook({ id, url, secret, body: {} }, { now: 1_772_366_400_000, allowPrivate: false, ...more });

    test("a name that leads home is not called, nor is one of whose addresses one does", async () => {
      const home = { address: "127.0.0.1", family: 4 };
      const away = { address: "93.184.215.14", family: 4 };
      for (const found of [[home], [away, home]]) {
        const sent = await send(`http://hooks.example.com:${port}/`, { resolve: async () => found });
        expect(sent).toMatchObject({ ok: false, status: null });
        expect(sent.message).toMatch(/not public/);
      }
      expect(called).toBe(0);
    });

    test("a redirection is told, not followed", async () => {
      const sent = await send(`http://127.0.0.1:${port}/`, { allowPrivate: true });
      expect(sent).toMatchObject({
        ok: false,
        status: 302,
        message: "HTTP 302: redirections are not followed",
      });
      expect(called).toBe(1);
    });

    test("nobody there, and nobody answering, are each one sentence", async () => {
      expect(await send("http://127.0.0.1:1/", { allowPrivate: true })).toMatchObject({
        ok: false,
        message: "The connection was refused.",
      });
      const silent = createServer(() => undefined);
      await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
      const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
      const sent = await send(url, { allowPrivate: true, timeoutMs: 100 });
      silent.closeAllConnections();
      silent.close();
      expect(sent).toMatchObject({ ok: false, message: "No answer in time." });
    });
  });
});
