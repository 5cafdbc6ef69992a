import { CLAIM_ENDS, type Claim, type Ending, type Renewal, type Reset } from "../domain/claim.ts";
import type { Extra, Yaml } from "../domain/yaml.ts";
import type { Fields } from "./fields.ts";
import { serializeFrontmatter } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";
import { type BeadPath, classifyPath } from "./paths.ts";
import { type Reader, readFile } from "./read.ts";
import type { Shape } from "./shape.ts";

const CLAIM_SHAPE = {
  issue: "text",
  epoch: "whole",
  by: "text",
  session: "text",
  at: "stamp",
  until: "stamp",
  op: "text",
  previous: "text",
  marker: "text",
} satisfies Shape;

const RENEWAL_SHAPE = {
  issue: "text",
  epoch: "whole",
  renewal: "whole",
  by: "text",
  at: "stamp",
  until: "stamp",
  op: "text",
} satisfies Shape;

const ENDING_SHAPE = {
  issue: "text",
  epoch: "whole",
  outcome: "text",
  by: "text",
  at: "stamp",
  reason: "text",
  op: "text",
} satisfies Shape;

const RESET_SHAPE = { issue: "text", epoch: "whole", by: "text", at: "stamp", reason: "text", op: "text" } satisfies Shape;

export const CLAIM_KEYS = Object.keys(CLAIM_SHAPE);
export const RENEWAL_KEYS = Object.keys(RENEWAL_SHAPE);
export const ENDING_KEYS = Object.keys(ENDING_SHAPE);
export const RESET_KEYS = Object.keys(RESET_SHAPE);

const CLAIM_READER: Reader<Claim> = { shape: CLAIM_SHAPE, decode: decodeClaim };
const RENEWAL_READER: Reader<Renewal> = { shape: RENEWAL_SHAPE, decode: decodeRenewal };
const ENDING_READER: Reader<Ending> = { shape: ENDING_SHAPE, decode: decodeEnding };
const RESET_READER: Reader<Reset> = { shape: RESET_SHAPE, decode: decodeReset };

/** Reads `claims/0001.md`. @throws BeadsError invalid-data with path and line; ID_MISMATCH where issue or epoch are not those of the path */
export function parseClaim(path: string, text: string): Claim {
  return readFile(path, text, CLAIM_READER);
}

/** Reads `claims/0001.r1.md`. @throws as `parseClaim` */
export function parseRenewal(path: string, text: string): Renewal {
  return readFile(path, text, RENEWAL_READER);
}

/** Reads `claims/0001.end.md`. @throws as `parseClaim` */
export function parseEnding(path: string, text: string): Ending {
  return readFile(path, text, ENDING_READER);
}

/** Reads `claims/0003.reset.md`. @throws as `parseClaim` */
export function parseReset(path: string, text: string): Reset {
  return readFile(path, text, RESET_READER);
}

export function serializeClaim(claim: Claim): string {
  return serialize(CLAIM_KEYS, claim);
}

export function serializeRenewal(renewal: Renewal): string {
  return serialize(RENEWAL_KEYS, renewal);
}

export function serializeEnding(ending: Ending): string {
  return serialize(ENDING_KEYS, ending);
}

export function serializeReset(reset: Reset): string {
  return serialize(RESET_KEYS, reset);
}

function serialize(keys: readonly string[], noun: { readonly extras: readonly Extra[] }): string {
  const values = noun as unknown as Readonly<Record<string, Yaml | undefined>>;
  return serializeFrontmatter(
    keys.map((key) => [key, values[key]] as const),
    noun.extras,
    "",
  );
}

function decodeClaim(fields: Fields): Claim {
  return {
    ...decodePlace(fields, "claim"),
    by: fields.text("by"),
    session: fields.optionalText("session"),
    at: fields.stamp("at"),
    until: fields.stamp("until"),
    op: fields.text("op"),
    previous: fields.optionalText("previous"),
    marker: fields.optionalText("marker"),
    extras: fields.extras(new Set(CLAIM_KEYS)),
  };
}

function decodeRenewal(fields: Fields): Renewal {
  const renewal = fields.count("renewal", 1);
  const place = classifyPath(fields.path);
  if (place.kind === "renewal" && place.renewal !== renewal) throw mismatch(fields, "renewal");
  return {
    ...decodePlace(fields, "renewal"),
    renewal,
    by: fields.text("by"),
    at: fields.stamp("at"),
    until: fields.stamp("until"),
    op: fields.text("op"),
    extras: fields.extras(new Set(RENEWAL_KEYS)),
  };
}

function decodeEnding(fields: Fields): Ending {
  return {
    ...decodePlace(fields, "ending"),
    outcome: fields.oneOf("outcome", CLAIM_ENDS),
    by: fields.text("by"),
    at: fields.stamp("at"),
    reason: fields.optionalText("reason"),
    op: fields.text("op"),
    extras: fields.extras(new Set(ENDING_KEYS)),
  };
}

function decodeReset(fields: Fields): Reset {
  return {
    ...decodePlace(fields, "reset"),
    by: fields.text("by"),
    at: fields.stamp("at"),
    reason: fields.optionalText("reason"),
    op: fields.text("op"),
    extras: fields.extras(new Set(RESET_KEYS)),
  };
}

/** Issue and epoch, which must be those of the path. */
function decodePlace(
  fields: Fields,
  kind: BeadPath["kind"] & ("claim" | "renewal" | "ending" | "reset"),
): { issue: string; epoch: number } {
  const issue = fields.id("issue");
  const epoch = fields.count("epoch", 1);
  const place = classifyPath(fields.path);
  if (place.kind !== kind || place.issue !== issue) throw mismatch(fields, "issue");
  if (place.epoch !== epoch) throw mismatch(fields, "epoch");
  return { issue, epoch };
}

function mismatch(fields: Fields, key: string) {
  return invalid("ID_MISMATCH", { path: fields.path, line: fields.lineOf(key), key }, `\`${key}\` does not belong to this path`);
}
