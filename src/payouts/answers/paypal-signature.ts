// PayPal's signature of a webhook: RSA over "id|time|webhook id|CRC-32 of the body", by a certificate that
// PayPal serves from its own hosts only (developer.paypal.com, "Verify a webhook signature"). Never takes a
// certificate from anywhere else, nor a message that is older than an hour.
// Example: transmission 69cd…, 20:01:35Z, webhook WH-1, body … → genuine, or why not.
import { createVerify, X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";

export interface PaypalMessage {
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  body: Uint8Array;
  webhookId: string;
  /** Epoch milliseconds. */
  now: number;
}

/** PayPal repeats for three days what is not answered; each time it is signed anew. */
const TOLERANCE_MS = 3_600_000;
const HOSTS = /^https:\/\/api(-m)?(\.sandbox)?\.paypal\.com\//;

/** The text of the certificate at an address of PayPal's. */
export type FetchCertificate = (url: string) => Promise<string>;

/** Null where it is genuine, else why it is not. `own`: where a server of the tests serves certificates. */
export async function faultOfPaypal(
  { headers, body, webhookId, now }: PaypalMessage,
  fetchCertificate: FetchCertificate,
  own?: string,
): Promise<string | null> {
  const header = (name: string) => {
    const value = headers[`paypal-${name}`];
    return typeof value === "string" && value.length <= 4096 ? value : "";
  };
  const [id, time, signature] = [
    header("transmission-id"),
    header("transmission-time"),
    header("transmission-sig"),
  ];
  const url = header("cert-url");
  if (id === "" || time === "" || signature === "" || url === "") return "signature_missing";
  if (header("auth-algo") !== "SHA256withRSA") return "signature_malformed";
  const age = Math.abs(now - Date.parse(time));
  if (!(age <= TOLERANCE_MS)) return "signature_too_old";
  const isPaypals = HOSTS.test(url) || (own !== undefined && url.startsWith(`${own}/`));
  if (!isPaypals) return "certificate_not_paypals";
  const certificate = new X509Certificate(await fetchCertificate(url));
  const isValid = Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);
  if (!isValid) return "certificate_expired";
  const text = `${id}|${time}|${webhookId}|${crc32(body)}`;
  const verify = createVerify("RSA-SHA256").update(text);
  return verify.verify(certificate.publicKey, signature, "base64") ? null : "signature_wrong";
}
