/** A stretch of a text that looks like a key, token or password. */
export interface Suspicion {
  /** What it looks like: `github`, `privatekey`, … */
  readonly kind: string;
  /** Where it begins and ends, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** What is used of a rule of secretlint's: it is given a text and reports ranges. */
interface Rule {
  readonly meta: { readonly id: string };
  create(context: RuleContext, options: object): { file?(source: RuleSource): void | Promise<void> };
}

interface RuleContext {
  createTranslator(messages: unknown): (id: string) => { readonly messageId: string };
  report(found: { readonly message: { readonly messageId: string }; readonly range: readonly [number, number] }): void;
  ignore(): void;
  readonly sharedOptions: object;
}

/** No path: a rule that is given one opens that file. */
interface RuleSource {
  readonly content: string;
  readonly filePath: undefined;
  readonly ext: "";
  readonly contentType: "text";
  readonly hasBOM: false;
}

const PREFIX = "@secretlint/secretlint-rule-";

/** It lets a comment in the text switch the others off, and the text may be a log that somebody else wrote. */
const LEFT_OUT = "filter-comments";

/** Access keys of AWS are found only where that is asked for; the account's number, found with them, is no secret. */
const OPTIONS: Readonly<Record<string, object>> = { aws: { enableIDScanRule: true } };
const NO_SECRET = "AWSAccountID";

/** Shapes that the library has no rule for. Each begins with something that nothing else begins with. */
const OWN: readonly { readonly kind: string; readonly shape: RegExp }[] = [
  { kind: "google", shape: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  { kind: "jwt", shape: /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}/g },
  { kind: "pypi", shape: /(?<![\w-])pypi-AgEI[\w-]{50,500}/g },
  { kind: "openai", shape: /(?<![\w-])sk-(?:proj|svcacct|admin)-[\w-]{20,400}(?![\w-])/g },
  { kind: "anthropic", shape: /(?<![\w-])sk-ant-[a-z]+\d\d-[\w-]{20,400}(?![\w-])/g },
  { kind: "privatekey", shape: /-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY-----\s+[A-Za-z0-9+/=]{12}/g },
  { kind: "bearer", shape: /(?<=\bauthorization:\s{0,4}bearer\s{1,4})[\w.~+/-]{20,4000}/gi },
];

/** What in a text looks like a secret, in the order of the text: by the rules that the library recommends, and a few of our own. */
export async function findSecrets(text: string): Promise<readonly Suspicion[]> {
  const { rules } = await import("@secretlint/secretlint-rule-preset-recommend");
  const found: Suspicion[] = OWN.flatMap(({ kind, shape }) =>
    [...text.matchAll(shape)].map(({ index, 0: match }) => ({ kind, start: index, end: index + match.length })),
  );
  for (const rule of rules as unknown as readonly Rule[]) found.push(...(await suspicionsOf(rule, text)));
  const first = new Map(found.toReversed().map((suspicion) => [suspicion.start, suspicion]));
  return [...first.values()].sort((a, b) => a.start - b.start);
}

async function suspicionsOf(rule: Rule, content: string): Promise<readonly Suspicion[]> {
  const kind = rule.meta.id.replace(PREFIX, "");
  if (kind === LEFT_OUT) return [];
  const found: Suspicion[] = [];
  const context: RuleContext = {
    createTranslator: () => (messageId) => ({ messageId }),
    report: ({ message, range: [start, end] }) => void (message.messageId !== NO_SECRET && found.push({ kind, start, end })),
    ignore: () => undefined,
    sharedOptions: {},
  };
  await rule.create(context, OPTIONS[kind] ?? {}).file?.({
    ...{ content, filePath: undefined, ext: "", contentType: "text", hasBOM: false },
  });
  return found;
}
