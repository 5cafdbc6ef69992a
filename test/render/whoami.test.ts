import { expect, it } from "vitest";
import { renderWhoami } from "../../src/render/whoami.ts";
import type { WhoamiResult } from "../../src/services/whoami.ts";

const STYLE = { color: false, width: 80 } as Parameters<typeof renderWhoami>[1];

it.each([
  ["Test Person", "person@example.com", "for         Test Person <person@example.com>"],
  ["", "", "for         nobody whom git knows: set user.name and user.email, and bd can write"],
])("whoami says for whom: %j <%s>", (name, email, words) => {
  const actor = { kind: "person", human: { name, email }, agent: "here/vc", session: null };
  const result = {
    name: "@somebody",
    actor,
    addresses: [],
    project: { identity: "", name: null, aliases: [] },
    workspace: "/here",
  };
  expect(renderWhoami({ ...result, remotes: [] } as unknown as WhoamiResult, STYLE).map((line) => line.trim())).toContain(words);
});
