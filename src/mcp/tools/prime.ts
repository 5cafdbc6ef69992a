import * as z from "zod";
import { CALLING } from "../../render/prime/voice.ts";
import { renderPrime } from "../../render/prime.ts";
import { renderPrimeFor } from "../../render/prime-for.ts";
import { PRIME_FORMS, prime } from "../../services/prime.ts";
import { primeFor } from "../../services/prime-for.ts";
import { text } from "../inputs.ts";
import { defineTool } from "../tool.ts";

export const primeTool = defineTool({
  name: "prime",
  title: "Prime",
  description:
    "Who you are, what you hold, what to stop, what waits, what is next. First of all, and after your context was compacted.",
  input: z.object({ compact: z.boolean().optional(), for: text.optional().describe("Only what one issue needs") }),
  hints: { reads: true },
  run: async ({ workspace }, { compact, for: id }) => {
    // Says that there is no ledger, where there is none.
    await workspace.ledger.snapshot();
    const about = id === undefined ? undefined : await primeFor(workspace, id);
    if (about !== undefined) return { text: renderPrimeFor(about, false, CALLING).join("\n") };
    const form = compact === true ? "compact" : "usual";
    const told = await prime(workspace, { ...PRIME_FORMS[form], begun: () => {} });
    return { text: told === undefined ? "" : renderPrime(told, form, CALLING).join("\n") };
  },
});
