import { oneLine } from "../domain/strip.ts";

/** Where the server listens, and where its token is; null where that is a variable. */
export interface Serving {
  readonly url: string;
  readonly token_file: string | null;
}

export function mcpJson({ url, token_file }: Serving) {
  return { url, token_file };
}

/** What has to be known to reach the server. The token itself is never shown. */
export function renderMcp({ url, token_file }: Serving): string[] {
  const place = token_file === null ? "what BD_MCP_TOKEN holds" : `in ${oneLine(token_file)}`;
  return [`Serving at ${url}`, `The token is ${place}.`];
}
