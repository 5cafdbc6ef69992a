import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HookWish, withHooks, withoutHooks } from "../../src/domain/hook-settings.ts";
import { readJsonText, valueOfNode } from "../../src/domain/json-text.ts";

const WISHES: readonly HookWish[] = [
  { event: "SessionStart", matcher: "startup", command: "bd prime --hook-json", timeout: 10 },
  { event: "SessionStart", matcher: "compact", command: "bd prime --compact --hook-json", timeout: 10 },
  { event: "PreCompact", matcher: null, command: "bd checkpoint --auto", timeout: 30 },
];

const TEXTS: Readonly<Record<string, string>> = {
  "an empty object": "{}",
  "settings of something else": '{\n  "model": "large",\n  "permissions": { "allow": ["Bash(bd:*)"] }\n}\n',
  "hooks of others": `{
    "hooks": {
        "SessionStart": [
            { "matcher": "*", "hooks": [ { "type": "command", "command": "echo hi" } ] }
        ],
        "Stop": [{"hooks":[{"type":"command","command":"say done"}]}]
    },
    "$schema": "https://example.com/schema.json"
}`,
  "comments and a trailing comma": '{\n\t// mine\n\t"a": 1, /* two */\n\t"hooks": {\n\t\t// keep\n\t\t"Stop": [],\n\t},\n}\n',
  "one line": '{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"x"}]}]},"z":"\\u00e4 } ]"}',
  "other line ends": '{\r\n  "a": {\r\n    "b": []\r\n  }\r\n}\r\n',
  "a byte-order mark": '\ufeff{ "a": 1 }',
};

describe("settings of an agent program", () => {
  it.each(Object.entries(TEXTS))("with %s get bd's hooks once, keep all else, and are the same bytes without them", (_, text) => {
    const once = withHooks(text, WISHES) ?? "";
    expect(withHooks(once, WISHES)).toBe(once);
    expect(withoutHooks(once)).toBe(text);
    const before = valueIn(text);
    const after = valueIn(once);
    const commands = (event: string) =>
      (after.hooks[event] ?? []).flatMap((group: Group) => group.hooks.map((hook) => hook.command));
    expect(commands("SessionStart").slice(0, 2)).toEqual(["bd prime --hook-json", "bd prime --compact --hook-json"]);
    expect(commands("PreCompact")).toEqual(["bd checkpoint --auto"]);
    expect({ ...after, hooks: null }).toEqual({ ...before, hooks: null });
    for (const [event, groups] of Object.entries(before.hooks ?? {}))
      expect(after.hooks[event]).toEqual(expect.arrayContaining(groups as Group[]));
  });

  it("lose what an older version had put there", () => {
    const old =
      withHooks('{ "a": 1 }', [{ event: "Stop", matcher: null, command: "bd agent beat --state idle", timeout: 5 }]) ?? "";
    const now = withHooks(old, WISHES) ?? "";
    expect(now).not.toContain("agent beat");
    expect(withoutHooks(now)).toBe('{ "a": 1 }');
  });

  it("keep a command of somebody else in a group with bd's", () => {
    const text = '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"bd prime"},{"type":"command","command":"mine"}]}]}}';
    expect(withoutHooks(text)).toBe('{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"mine"}]}]}}');
  });

  it.each(["", "[]", "{", '{"a":}', '{"hooks":[]}', '{"hooks":{"Stop":{}}}', "{} {}", '{"a" "b"}', "null"])(
    "are not touched where they are %j",
    (text) => {
      expect(withHooks(text, WISHES)).toBeNull();
      expect(withoutHooks(text)).toBeNull();
    },
  );

  it("are read as JSON is, whatever they hold", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const node = readJsonText(text);
        expect(node === null ? node : valueOfNode(node)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("come back byte for byte from whatever they were", () => {
    const settings = fc.dictionary(fc.string(), fc.jsonValue()).filter((made) => !("hooks" in made) && !("__proto__" in made));
    fc.assert(
      fc.property(settings, fc.constantFrom(0, 2, 4, "\t"), (made, indent) => {
        const text = JSON.stringify(made, undefined, indent);
        expect(withoutHooks(withHooks(text, WISHES) ?? "")).toBe(text);
      }),
    );
  });
});

interface Group {
  readonly hooks: readonly { readonly command: string }[];
}

// biome-ignore lint/suspicious/noExplicitAny: settings are anything
function valueIn(text: string): any {
  const node = readJsonText(text);
  return node === null ? null : valueOfNode(node);
}
