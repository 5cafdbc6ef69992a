import type { ZodMiniType } from "zod/mini";
import { toUtc } from "../domain/time.ts";
import type { Yaml } from "../domain/yaml.ts";
import type { Entry } from "./frontmatter.ts";
import { invalid } from "./invalid.ts";
import { loadLenient } from "./lenient-packages.ts";
import type { FieldShape, Shape } from "./shape.ts";

type Checks = Readonly<Record<FieldShape, ZodMiniType<Yaml>>>;

let checks: Checks | undefined;

/**
 * Brings what people write into the one form that is stored, and refuses the rest: a number where text belongs, one item where a list
 * belongs, `P1` for 1, a date for a time, an offset for UTC. @throws INVALID_VALUE
 */
export function fitShape(path: string, entries: readonly Entry[], shape: Shape): readonly Entry[] {
  checks ??= makeChecks();
  const known = checks;
  return entries.map((entry) => {
    const field = Object.hasOwn(shape, entry.key) ? shape[entry.key] : undefined;
    if (field === undefined || entry.value === null) return entry;
    const result = known[field].safeParse(entry.value);
    if (result.success) return { ...entry, value: result.data };
    const reason = result.error.issues[0]?.message ?? "is wrong";
    throw invalid("INVALID_VALUE", { path, line: entry.line, key: entry.key }, `\`${entry.key}\` ${reason}`);
  });
}

function makeChecks(): Checks {
  const z = loadLenient().zod;
  const written = z.union([z.string(), z.number(), z.boolean()], { error: "must be text" });
  const text = z.pipe(written, z.transform(String));
  const stamp = z.pipe(
    z.pipe(
      text,
      z.transform((value: string) => toUtc(value) ?? ""),
    ),
    z.string().check(z.minLength(1, { error: "must be a time such as 2026-11-21T10:30:00Z" })),
  );
  const whole = z.pipe(z.transform(toNumber), z.int({ error: "must be a whole number" }));
  const priority = z.pipe(
    z.transform((value: unknown) => toNumber(typeof value === "string" ? value.replace(/^p/i, "") : value)),
    z.int({ error: "must be 0 to 4" }),
  );
  const texts = z.pipe(z.transform(toList), z.array(text, { error: "must be a list" }));
  const map = z.custom<Yaml>(isRecord, { error: "must be a map" });
  const maps = z.pipe(z.transform(toList), z.array(map, { error: "must be a list" }));
  const either = z.pipe(z.transform(toList), z.array(z.union([text, map], { error: "must be a list of names" })));
  const truth = z.boolean({ error: "must be true or false" });
  return { text, stamp, whole, priority, truth, texts, map, maps, "names-or-maps": either } as unknown as Checks;
}

function toNumber(value: unknown): unknown {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

function toList(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((item) => item !== null) : [value];
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
