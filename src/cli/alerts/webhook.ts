/** How long a webhook has to answer, in milliseconds. */
export const PATIENCE = 5_000;

/** How a try ended: null where it was taken; `final` where another try would end the same way. */
export interface Refusal {
  readonly why: string;
  readonly final: boolean;
}

/**
 * Posts JSON to a URL of the user's own. The words of a failure never hold the whole URL: it may hold a key. No redirect is followed, since it
 * would lead where the user did not say.
 */
export async function postJson(url: string, value: object, patience = PATIENCE): Promise<Refusal | null> {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target === undefined || !["http:", "https:"].includes(target.protocol))
    return { why: "it is no http or https URL", final: true };
  try {
    const answer = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "bd" },
      body: JSON.stringify(value),
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    await answer.body?.cancel();
    if (answer.ok) return null;
    return { why: `${target.host} answered ${answer.status}`, final: isFinal(answer.status) };
  } catch (error) {
    return { why: `${target.host} ${reasonOf(error as Error, patience)}`, final: false };
  }
}

/** What the server will say again however often it is asked. */
function isFinal(status: number): boolean {
  return status >= 300 && status < 500 && ![408, 425, 429].includes(status);
}

function reasonOf(error: Error, patience: number): string {
  if (error.name === "TimeoutError") return `did not answer within ${patience / 1000} s`;
  const code = (error.cause as NodeJS.ErrnoException | undefined)?.code;
  return `could not be reached${code === undefined ? "" : ` (${code})`}`;
}
