import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BeadsError } from "../../src/errors.ts";
import { findSecrets } from "../../src/services/secret-patterns.ts";
import { checkSecrets, type LeavingText, mayHoldSecret, textsOf } from "../../src/services/secrets.ts";
import { neighbours } from "../support/neighbours.ts";

/** Put together here, so that no scanner takes this file for what it tests. */
const LETTERS = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0";
const GITHUB = ["ghp", LETTERS.slice(0, 36)].join("_");
const KEY_BODY = `MII${LETTERS.repeat(4)}`;
const SECRETS: readonly (readonly [string, string])[] = [
  ["github", GITHUB],
  ["gitlab", ["glpat", LETTERS.slice(0, 20)].join("-")],
  ["aws", `AKIA${"Q3EGRWLTN5Z7YH2K"}`],
  ["slack", ["xoxb", "123456789012", "1234567890123", LETTERS.slice(0, 24)].join("-")],
  ["npm", ["npm", LETTERS.slice(0, 36)].join("_")],
  ["basicauth", "https://alice:s3cretpw99@git.example.net/a.git".replace("example", "corp")],
  ["privatekey", ["-----BEGIN RSA PRIVATE", ` KEY-----\n${KEY_BODY}\n-----END RSA PRIVATE`, " KEY-----"].join("")],
  ["privatekey", ["-----BEGIN EC PRIVATE", " KEY-----\nMHcCAQEEIAbc\n-----END EC PRIVATE", " KEY-----"].join("")],
  ["openai", ["sk", "proj", LETTERS].join("-")],
  ["anthropic", ["sk", "ant", "api03", LETTERS].join("-")],
  ["google", `AIza${LETTERS.slice(0, 35)}`],
  ["jwt", ["eyJhbGciOiJIUzI1NiJ9", `eyJzdWIiOiIx${LETTERS}`, LETTERS].join(".")],
  ["pypi", ["pypi", `AgEI${LETTERS.repeat(2)}`].join("-")],
  ["bearer", `Authorization: Bearer ${LETTERS}`],
];

const stopped = (texts: readonly LeavingText[]) =>
  checkSecrets(texts).then(
    () => undefined,
    (error: BeadsError) => error,
  );

describe("what is about to leave the project", () => {
  it.each(SECRETS)("is stopped where it holds a secret of the kind %s", async (kind, secret) => {
    const error = await stopped([{ place: "the body", text: `It says:\n\n  ${secret}\n` }]);
    expect(error).toMatchObject({ kind: "conflict", code: "SECRET_FOUND", fields: { found: [{ kind, line: 3 }] } });
  });

  it("is not looked at by the rules only where none of them can find anything", async () => {
    const begins = [
      "ghp_",
      "sk-",
      "SG.",
      "xoxb-",
      "AKIA",
      "aws_secret_key=",
      "token: ",
      "-----BEGIN",
      "user:",
      "@",
      "://",
      "eyJ",
    ];
    const word = fc.stringMatching(/^[A-Za-z0-9_=.:"'/+-]{1,15}$/);
    const part = fc.oneof(word, fc.constantFrom(...begins), fc.constantFrom(" ", "\n", "=", "AWS", "password"));
    const texts = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        fc.pre(!mayHoldSecret(text));
        expect(await findSecrets(text)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    for (const short of ["bob:pw@a.de", "xoxb-1-a", "redis://:pw@h"]) expect(mayHoldSecret(short)).toBe(true);
  });

  it("names text, line and column, and shows no more than the first four characters", async () => {
    const error = await stopped([
      { place: "the title", text: "no harm" },
      { place: "attached log.txt", text: `one\nünd ${GITHUB}, ${GITHUB}` },
    ]);
    expect(error?.fields).toEqual({
      found: [
        { place: "attached log.txt", line: 2, column: 5, kind: "github", begins: "ghp_" },
        { place: "attached log.txt", line: 2, column: 5 + GITHUB.length + 2, kind: "github", begins: "ghp_" },
      ],
    });
    expect(error?.message).toContain("attached log.txt, line 2, column 5 (github, begins with ghp_)");
    expect(JSON.stringify([error?.message, error?.hints, error?.fields])).not.toContain(GITHUB.slice(0, 8));
  });

  it("goes where it only looks like one", async () => {
    const harmless = [
      "commit 3f786850e387550fdaab836ed7e6dc881de23001",
      "123e4567-e89b-12d3-a456-426614174000",
      "AKIAIOSFODNN7EXAMPLE and AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "AWS_ACCOUNT_ID=123456789012",
      "Authorization: Bearer $TOKEN",
      ["-----BEGIN RSA PRIVATE", " KEY-----\n...\n-----END RSA PRIVATE", " KEY-----"].join(""),
      "github.com/owner/beads:beads-7k3xq2 ghp_ and eyJ",
    ];
    expect(await stopped(harmless.map((text) => ({ place: "the body", text })))).toBeUndefined();
  });

  it("is not let through by a comment in the text that switches checks off", async () => {
    const text = `// secretlint-disable\n${GITHUB}\n// secretlint-enable`;
    expect(await stopped([{ place: "the body", text }])).toMatchObject({ code: "SECRET_FOUND" });
  });

  it("is read wherever an entry holds words, files that are text among them and binary ones not", () => {
    const file = (name: string, content: string) => ({ name, content: Buffer.from(content).toString("base64") });
    const entry = { title: "a", subject: null, body: "", data: { cause: "b" } };
    expect(textsOf(entry, [file("c.txt", "c"), file("d.bin", `\u0000${GITHUB}`)])).toEqual([
      { place: "the title", text: "a" },
      { place: "data cause", text: "b" },
      { place: "attached c.txt", text: "c" },
    ]);
  });
});

describe("send and reply to another project", () => {
  it("stop with the place, store nothing, and go on where that is allowed", async () => {
    const { bd, here } = await neighbours();
    here.write("north/vc/env.txt", `A=1\nTOKEN=${GITHUB}\n`);
    here.write("north/vc/dump.bin", `\u0000${GITHUB}`);
    const refused = async (...words: string[]) => {
      const { status, json } = await bd("north/vc", ...words, "--json");
      expect([status, json.error.code]).toEqual([3, "SECRET_FOUND"]);
      expect(JSON.stringify(json)).not.toContain(GITHUB.slice(0, 8));
      return json.error.found.map(({ place, line }: { place: string; line: number }) => `${place} ${line}`);
    };
    expect(await refused("send", "beads", `See ${GITHUB}`, "-m", `one\n${GITHUB}`)).toEqual(["the title 1", "the body 2"]);
    expect(await refused("send", "beads", "x", "--data", `key=${GITHUB}`)).toEqual(["data key 1"]);
    expect(await refused("send", "beads", "x", "--attach", "env.txt")).toEqual(["attached env.txt 2"]);
    expect((await bd("north/vc", "outbox", "list", "--all", "--json")).json).toEqual([]);
    const { address } = (await bd("north/vc", "send", "beads", "x", "--attach", "dump.bin", "--json")).json;
    expect(await refused("reply", address, "-m", GITHUB, "--subject", GITHUB)).toEqual(["the subject 1", "the body 1"]);
    expect((await bd("north/vc", "reply", address, "-m", GITHUB, "--allow-secrets", "--json")).json.delivered).toBe(true);
    expect((await bd("north/vc", "send", "beads", GITHUB, "--allow-secrets", "--json")).json.delivered).toBe(true);
  });

  it("leave alone what stays in the project", async () => {
    const { bd } = await neighbours();
    await bd("north/vc", "create", "Own", "--id", "vc-own001", "-m", GITHUB);
    expect((await bd("north/vc", "reply", "vc-own001", "-m", GITHUB, "--json")).status).toBe(0);
  });
});
