// What is a click and what is not, as a table of the headers that browsers, bots and previews send.
import { expect, test } from "vitest";
import { judgeVisit } from "../../src/server/links/judge-visit.ts";

const CHROME =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
const PAGE = { "user-agent": CHROME, "sec-fetch-dest": "document", "sec-fetch-mode": "navigate" };

test.each([
  ["a browser that opens a page", "GET", PAGE, "click"],
  ["an old browser without Sec-Fetch", "GET", { "user-agent": CHROME }, "click"],
  ["HEAD", "HEAD", PAGE, "ignored"],
  ["a prefetch", "GET", { ...PAGE, "sec-purpose": "prefetch" }, "prefetch"],
  ["a prerender", "GET", { ...PAGE, "sec-purpose": "prefetch;prerender" }, "prefetch"],
  ["a prerender that says only that", "GET", { ...PAGE, "sec-purpose": "prerender" }, "prefetch"],
  ["an old prefetch", "GET", { "user-agent": CHROME, purpose: "prefetch" }, "ignored"],
  ["a preview of Safari", "GET", { "user-agent": CHROME, "x-purpose": "preview" }, "ignored"],
  ["an old prefetch of Firefox", "GET", { "user-agent": CHROME, "x-moz": "prefetch" }, "ignored"],
  ["an image", "GET", { ...PAGE, "sec-fetch-dest": "image", "sec-fetch-mode": "no-cors" }, "ignored"],
  [
    "an image that says only that it is one",
    "GET",
    { "user-agent": CHROME, "sec-fetch-dest": "image" },
    "ignored",
  ],
  ["a hidden frame", "GET", { ...PAGE, "sec-fetch-dest": "iframe" }, "ignored"],
  ["a script's fetch", "GET", { ...PAGE, "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" }, "ignored"],
  ["a search engine", "GET", { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" }, "ignored"],
  ["a chat's preview", "GET", { "user-agent": "WhatsApp/2.23.20.0" }, "ignored"],
  ["a mail's preview", "GET", { "user-agent": "Slackbot-LinkExpanding 1.0" }, "ignored"],
  ["curl", "GET", { "user-agent": "curl/8.5.0" }, "ignored"],
  ["nobody who says a name", "GET", {}, "ignored"],
  ["who refuses by Sec-GPC", "GET", { ...PAGE, "sec-gpc": "1" }, "untracked"],
  ["who refuses by DNT", "GET", { ...PAGE, dnt: "1" }, "untracked"],
  ["who allows it by DNT", "GET", { ...PAGE, dnt: "0" }, "click"],
] as const)("%s", (_, method, headers, verdict) => {
  expect(judgeVisit(method, headers)).toBe(verdict);
});
