import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Why a request is not answered. */
export interface Refusal {
  readonly status: number;
  readonly why: string;
}

/** Names of this machine for itself. */
const OWN: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Null for a request that may be answered. A web page may send requests here, too, and a name of its own may lead here (DNS rebinding): so Host has to be
 * this machine's own name, and so has Origin where there is one, and every request has to show the token.
 */
export function refusalOf({ host, origin, authorization }: IncomingHttpHeaders, token: string): Refusal | null {
  if (!isOwn(`http://${host ?? ""}`)) return { status: 403, why: "The name in Host is not this machine's own." };
  if (origin !== undefined && !isOwn(origin)) return { status: 403, why: "Requests of pages from elsewhere are not answered." };
  const [, shown] = /^Bearer +(\S+) *$/i.exec(authorization ?? "") ?? [];
  if (shown === undefined || !isSame(shown, token))
    return { status: 401, why: "A request needs Authorization: Bearer, and the token." };
  return null;
}

function isOwn(url: string): boolean {
  return URL.canParse(url) && OWN.has(new URL(url).hostname);
}

/** Takes the same time whatever the difference is: compared are digests, which are of one length. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
