import type { Setting } from "./config-file.ts";
import type { GitConfig } from "./repository.ts";

/** The keys that are kept: what the product asks for, and nothing that is there to hold a secret. */
const KEPT =
  /^(user|author|committer|beads|branch|extensions|gpg|init)\.|^core\.(bare|fsync|fsyncmethod|fsyncobjectfiles|logallrefupdates|worktree|ignorecase|precomposeunicode|sharedrepository|editor|pager|autocrlf|symlinks|hookspath)$|^(commit\.gpgsign|checkout\.defaultremote|push\.default|remote\.pushdefault)$|^remote\..*\.(url|pushurl|fetch|mirror|promisor)$|^url\..*\.(insteadof|pushinsteadof)$/s;

/** The settings as the product sees them, from one reading. URLs carry no password, and over http no user either. */
export class Settings implements GitConfig {
  readonly settings: readonly Setting[];
  /** True if a URL lost its credentials: for the network git has to be asked. */
  readonly stripped: boolean;
  #byKey: Map<string, string[]> | undefined;
  #remotes: readonly string[] | undefined;

  constructor(settings: readonly Setting[], stripped: boolean) {
    this.settings = settings;
    this.stripped = stripped;
  }

  /** Keeps what may be kept of everything that git has. */
  static from(all: readonly Setting[]): Settings {
    const kept = all.filter(({ key }) => KEPT.test(key));
    const clean = kept.map(({ key, value }) => ({ key: withoutSecret(key), value: withoutSecret(value) }));
    const stripped = clean.some(({ key, value }, i) => key !== kept[i]?.key || value !== kept[i]?.value);
    return new Settings(clean, stripped);
  }

  get(key: string): string | undefined {
    return this.all(key).at(-1);
  }

  all(key: string): readonly string[] {
    this.#byKey ??= grouped(this.settings);
    return this.#byKey.get(canonicalKey(key)) ?? [];
  }

  get remotes(): readonly string[] {
    this.#remotes ??= [
      ...new Set(this.settings.flatMap(({ key }) => /^remote\.(.+)\.(?:url|pushurl|fetch)$/s.exec(key)?.[1] ?? [])),
    ];
    return this.#remotes;
  }

  /** The entries of the form `<section>.<anything>.<name>`: the middle, and the value. */
  below(section: string, name: string): readonly { readonly name: string; readonly value: string }[] {
    return this.settings.flatMap(({ key, value }) =>
      key.startsWith(`${section}.`) && key.endsWith(`.${name}`) && key.length > section.length + name.length + 2
        ? [{ name: key.slice(section.length + 1, -name.length - 1), value }]
        : [],
    );
  }
}

function grouped(settings: readonly Setting[]): Map<string, string[]> {
  const byKey = new Map<string, string[]>();
  for (const { key, value } of settings) {
    const values = byKey.get(key);
    if (values === undefined) byKey.set(key, [value]);
    else values.push(value);
  }
  return byKey;
}

/** Section and name in lower case, what stands between them as it is. */
export function canonicalKey(key: string): string {
  const first = key.indexOf(".");
  const last = key.lastIndexOf(".");
  return key.slice(0, first).toLowerCase() + key.slice(first, last) + key.slice(last).toLowerCase();
}

/** Takes the password out of a URL, and over http the user as well: tokens are given as users there. */
function withoutSecret(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+-]*):\/\/([^\s/]*)@/gi, (_, scheme: string, user: string) =>
    /^(https?|ftps?)$/i.test(scheme) ? `${scheme}://` : `${scheme}://${user.replace(/:.*$/s, "")}@`,
  );
}
