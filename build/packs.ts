import { basename } from "node:path";
import type { Metafile } from "esbuild";

/** A file of small chunks, and the modules where what is in it begins: what those import is in it too, unless an earlier pack has it. */
interface Pack {
  readonly name: string;
  readonly roots: RegExp;
}

/**
 * What one command needs should be in few files and have little beside it: a megabyte of source takes two milliseconds to read. The first is read by
 * every command, the others by whoever asks for a chunk of theirs.
 */
const PACKS: readonly Pack[] = [
  {
    name: "reads.pack",
    roots:
      /^(src\/bin|src\/cli\/(open|notices|look-elsewhere)|src\/domain\/(admission|fields|proposal)|src\/services\/(compose|outbox-entry|thread-site)|src\/store\/(markers|journal|arrived|lock|outbox-attempts)|src\/git\/native\/(native-repository|config-cache)|src\/(services|render)\/inbox-inject|commands\/(home|index|ready|list|show|search|overview|inbox|thread|reserve\/check))\.ts$/,
  },
  {
    // What is needed of other projects on this machine: most commands need none of it, an inbox with something sent and whoever waits for others most.
    name: "elsewhere.pack",
    roots:
      /^(src\/services\/(discovery|external|external-news|inbox-elsewhere|open-project|resolve-project|sent|thread-elsewhere)|src\/render\/sent)\.ts$/,
  },
  {
    // The writes of every day with what they load on their way, to the shared remote too.
    name: "writes.pack",
    roots:
      /^(commands\/(create|update|claim|release|reply|ack|close|reopen|send)|src\/store\/(write|show-change|draft|superseded|lost-list|operation-id|preview|claim-safely|push-all|await-push|fetch|touch-beat|beats|process-identity)|src\/store\/index\/draft|src\/store\/view\/update|src\/git\/native\/(quick-reads|loose-writer|swap-ref|refs|run-program|push|network|fetch)|src\/services\/secrets|src\/cli\/alerts\/spool)\.ts$/,
  },
  { name: "session.pack", roots: /^commands\/(prime|mine|resume)\.ts$/ },
  // Texts that nobody reads but whoever asks for help.
  { name: "help.pack", roots: /^(commands\/help|src\/cli\/guide|templates\/(exits|topics\/\w+))\.ts$/ },
];

/** Whatever is in no other. */
export const REST = "rest.pack";

/** The names of all packs, in the order in which a day asks for them. */
export const PACK_NAMES: readonly string[] = [...PACKS.map(({ name }) => name), REST];

/** In which pack each chunk is, where it is not in the last one. */
export function packOf(metafile: Metafile): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { name, roots } of PACKS) {
    for (const chunk of chunksFrom(metafile, roots)) if (!places.has(chunk)) places.set(chunk, name);
  }
  return places;
}

function chunksFrom({ outputs }: Metafile, roots: RegExp): Set<string> {
  const found = new Set<string>();
  const take = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) if (kind === "import-statement") take(next);
  };
  for (const [path, { entryPoint = "", inputs }] of Object.entries(outputs))
    if ([entryPoint, ...Object.keys(inputs)].some((module) => roots.test(module))) take(path);
  return new Set([...found].map((path) => basename(path)));
}
