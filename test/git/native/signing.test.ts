import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { draft, openWith } from "../../support/git-adapters.ts";
import { bdIn } from "../../support/run-bd.ts";
import { type Scratch, scratch } from "../../support/scratch.ts";
import { findProgram } from "../../support/transports/programs.ts";

const hasSshKeygen = findProgram("ssh-keygen") !== undefined;
if (!hasSshKeygen) console.warn("Signing with ssh keys is not tested: there is no ssh-keygen here.");

describe.skipIf(!hasSshKeygen)("commits under beads.sign", () => {
  let here: Scratch;
  let directory: string;
  beforeAll(async () => {
    here = scratch();
    directory = await here.repository("signed");
    const key = here.path("key");
    await here.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]);
    const allowed = here.write("allowed", `* ${readFileSync(`${key}.pub`, "utf8")}`);
    for (const [name, value] of [
      ["beads.sign", "true"],
      ["gpg.format", "ssh"],
      ["user.signingkey", key],
      ["gpg.ssh.allowedSignersFile", allowed],
    ] as const)
      await here.git(directory, "config", name, value);
  });
  const open = () => openWith("git", directory, here.env);

  test("each bears a good signature, the same files, people, times and words, and stands on the signed one before it", async () => {
    const message = "one: ü\n\nBody\n\nBead: x\n";
    const [first = "", second = ""] = await open().writeCommits([
      draft(null, { ".beads/a.md": "a\n" }, message),
      draft(0, { ".beads/b.md": "b\n" }),
    ]);
    for (const oid of [first, second]) expect((await here.tryGit(directory, "verify-commit", oid)).status).toBe(0);
    expect(await here.git(directory, "rev-list", second)).toBe(`${second}\n${first}`);
    expect(await here.git(directory, "ls-tree", "-r", "--name-only", second)).toBe(".beads/a.md\n.beads/b.md");
    expect(await here.git(directory, "log", "-1", "--format=%B|%an|%ae|%at|%cn|%ct", first)).toBe(
      `${message}|Some Body|body@example.com|1767323045|Some Body|1767323045`,
    );
    expect((await here.tryGit(directory, "fsck", "--strict", "--no-dangling", second)).status).toBe(0);
  });

  test("what a signature is worth depends on whose key is known", async () => {
    const key = here.path("key");
    const [signed = ""] = await open().writeCommits([draft(null, { ".beads/a.md": "a\n" }, "one\n")]);
    const plain = await here.git(directory, "commit-tree", `${signed}^{tree}`, "-m", "by hand");
    const changed = (await here.git(directory, "cat-file", "commit", signed)).replace(/^one$/m, "two");
    const forged = await here.git(directory, "hash-object", "-t", "commit", "-w", here.write("forged", `${changed}\n`));
    const verify = (oid: string) => open().verifyCommit?.(oid);
    expect(await verify(signed)).toMatchObject({ state: "good", key: expect.stringMatching(/^SHA256:/) });
    expect(await verify(plain)).toEqual({ state: "none", signer: null, key: null });
    expect(await verify(forged)).toMatchObject({ state: "bad", signer: null });
    const allowed = (lines: string) => here.write("allowed", lines);
    allowed(`body@example.com ${readFileSync(`${key}.pub`, "utf8")}`);
    expect(await verify(signed)).toMatchObject({ state: "good", signer: "body@example.com" });
    allowed("");
    expect(await verify(signed)).toMatchObject({ state: "unknown-key", signer: null, key: expect.stringMatching(/^SHA256:/) });
    await here.git(directory, "config", "--unset", "gpg.ssh.allowedSignersFile");
    expect(await verify(signed)).toEqual({ state: "unknown-key", signer: null, key: null });
    await here.git(directory, "config", "gpg.ssh.allowedSignersFile", allowed(`* ${readFileSync(`${key}.pub`, "utf8")}`));
  });

  test("the ledger's commits are signed, and none is made where the key is missing", async () => {
    const bd = bdIn(here, directory);
    expect((await bd(["init", "--quiet"])).status).toBe(0);
    expect((await bd(["create", "Signed"])).status).toBe(0);
    const tip = await here.git(directory, "rev-parse", "beads/ledger");
    expect((await here.tryGit(directory, "verify-commit", tip)).status).toBe(0);
    await here.git(directory, "config", "user.signingkey", here.path("no-such-key"));
    expect(await bd(["create", "Unsigned", "--json"])).toMatchObject({ status: 5, json: { error: { code: "SIGNING_FAILED" } } });
    expect(await here.git(directory, "rev-parse", "beads/ledger")).toBe(tip);
  });
});

const hasGpg = (process.env["PATH"] ?? "").split(delimiter).some((folder) => folder !== "" && existsSync(join(folder, "gpg")));
if (!hasGpg) console.warn("Signing with OpenPGP keys is not tested: there is no gpg here.");

describe.skipIf(!hasGpg)("commits signed with an OpenPGP key", () => {
  test("are good to who knows the key, unknown to others, and bad where they were changed", async () => {
    const here = scratch();
    const directory = await here.repository("signed");
    await here.git(directory, "config", "beads.sign", "true");
    const ring = (name: string) => {
      mkdirSync(here.path(name), { mode: 0o700 });
      return { ...here.env, GNUPGHOME: here.path(name) };
    };
    const [mine, others] = [ring("mine"), ring("others")];
    const gpg = ["--batch", "--quiet", "--passphrase", "", "--quick-gen-key", "Some Body <body@example.com>", "default", "sign"];
    expect((await here.run("gpg", gpg, { env: mine })).status).toBe(0);
    try {
      const [signed = ""] = await openWith("git", directory, mine).writeCommits([draft(null, { ".beads/a.md": "a\n" }, "one\n")]);
      const changed = (await here.git(directory, "cat-file", "commit", signed)).replace(/^one$/m, "two");
      const forged = await here.git(directory, "hash-object", "-t", "commit", "-w", here.write("forged", `${changed}\n`));
      const verify = (oid: string, env: Scratch["env"]) => openWith("git", directory, env).verifyCommit?.(oid);
      expect(await verify(signed, mine)).toMatchObject({ state: "good", signer: "Some Body <body@example.com>" });
      expect(await verify(forged, mine)).toMatchObject({ state: "bad", signer: "Some Body <body@example.com>" });
      expect(await verify(signed, others)).toMatchObject({ state: "unknown-key", signer: null });
    } finally {
      for (const env of [mine, others]) await here.run("gpgconf", ["--kill", "all"], { env });
    }
  });
});
