import { describe, expect, test } from "vitest";
import { classifyPush } from "../../../src/git/native/push-outcome.ts";

const SENT =
  "Enumerating objects: 5, done.\nCounting objects: 100% (5/5), done.\nWriting objects: 100% (3/3), 300 bytes, done.\nTotal 3 (delta 0)\n";

function pushed(reports: readonly string[], stderr = "", status = 1) {
  const lines = reports.map((report) => report.replace(/^(.)/, "$1\tabc:refs/heads/beads\t"));
  const stdout = Buffer.from(["To https://example.com/x.git", ...lines, ...(status === 0 ? ["Done"] : []), ""].join("\n"));
  return classifyPush({ status, stdout, stderr, gaveUp: null });
}

function broken(stderr: string, status = 128) {
  return classifyPush({ status, stdout: Buffer.from(""), stderr, gaveUp: null });
}

describe("a push is accepted only by exit 0, Done and a good flag for every URL", () => {
  test.each([[["*[new branch]"]], [[" abc..def"]], [["=[up to date]"]], [[" abc..def", "=[up to date]"]]])("%j", (reports) => {
    expect(pushed(reports, SENT, 0)).toEqual({ state: "accepted" });
    expect(pushed(reports, SENT, 1).state).toBe("unknown");
  });

  test.each([["+abc...def (forced update)"], ["-[deleted]"], ["![rejected] (fetch first)"]])("not by %s", (report) => {
    expect(pushed([" abc..def", report], SENT, 0).state).not.toBe("accepted");
  });

  test("not by silence", () => {
    expect(pushed([], "", 0).state).not.toBe("accepted");
  });
});

describe("a push that lost a race is behind", () => {
  test.each([
    ["[rejected] (fetch first)"],
    ["[rejected] (non-fast-forward)"],
    ["[rejected] (stale info)"],
    ["[remote rejected] (failed to update ref)"],
    ["[remote rejected] (cannot lock ref 'refs/heads/beads': is at 1111 but expected 2222)"],
    ["[remote rejected] (cannot lock ref 'refs/heads/beads': Unable to create '/x/beads.lock': File exists.)"],
    ["[remote rejected] (incorrect old value provided)"],
    ["[remote rejected] (reference already exists)"],
    ["[remote rejected] (failed to lock)"],
  ])("%s", (summary) => {
    expect(pushed([`!${summary}`], SENT)).toMatchObject({ state: "behind", words: expect.stringContaining(summary) });
  });
});

/** What hosts say, as their own documents and their users quote it. */
describe("what a host says is told apart", () => {
  test.each([
    ["(protected branch hook declined)", "remote: error: GH006: Protected branch update failed for refs/heads/beads."],
    [
      "(push declined due to repository rule violations)",
      "remote: error: GH013: Repository rule violations found\nremote: - Changes must be made through a pull request.",
    ],
    [
      "(push declined due to repository rule violations)",
      "remote: error: GH013: Repository rule violations found\nremote: - Cannot create ref due to creations being restricted.",
    ],
    [
      "(push declined due to email privacy restrictions)",
      "remote: error: GH007: Your push would publish a private email address.",
    ],
    ["(pre-receive hook declined)", "remote: GitLab: You are not allowed to push code to protected branches on this project."],
    ["(pre-receive hook declined)", "remote: Branch refs/heads/beads can only be modified through pull requests."],
    ["(TF402455: Pushes to this branch are not permitted; you must use a pull request to update this branch.)", ""],
    ["(branch is currently checked out)", ""],
    ["(deny updating a hidden ref)", ""],
    [
      "(unpacker error)",
      "error: remote unpack failed: unpack-objects abnormal exit\nremote: error: insufficient permission for adding an object to repository database",
    ],
  ])("forbidden for everybody's content: %s %s", (reason, stderr) => {
    expect(pushed([`![remote rejected] ${reason}`], SENT + stderr).state).toBe("forbidden");
  });

  test.each([
    ["(pre-receive hook declined)", "remote: no"],
    ["(hook declined)", ""],
    [
      "(push declined due to repository rule violations)",
      "remote: error: GH013: Repository rule violations found\nremote: - GITHUB PUSH PROTECTION\nremote: - Push cannot contain secrets",
    ],
    ["(VS403654: The push was rejected because it contains one or more secrets.)", ""],
    ["(pre-receive hook declined)", "remote: PUSH BLOCKED: Secrets detected in code changes"],
    ["(pre-receive hook declined)", "remote: error: File a is 120.00 MB; this exceeds GitHub's file size limit of 100.00 MB"],
    ["(unpacker error)", "remote: fatal: fsck error in packed object\nerror: remote unpack failed: index-pack abnormal exit"],
  ])("declined for this content: %s %s", (reason, stderr) => {
    expect(pushed([`![remote rejected] ${reason}`], SENT + stderr).state).toBe("declined");
  });

  test.each([
    [
      "remote: Permission to o/r.git denied to user.\nfatal: unable to access 'https://example.com/o/r.git/': The requested URL returned error: 403",
    ],
    [
      "error: RPC failed; HTTP 403 curl 22 The requested URL returned error: 403\nsend-pack: unexpected disconnect while reading sideband packet",
    ],
    ["git@example.com: Permission denied (publickey).\nfatal: Could not read from remote repository."],
    ["ERROR: Permission to o/r.git denied to user.\nfatal: Could not read from remote repository."],
    ["ERROR: This repository was archived so it is read-only.\nfatal: Could not read from remote repository."],
    ["fatal: could not read Username for 'https://example.com': terminal prompts disabled"],
    ["remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://example.com/o/r.git/'"],
    ["Host key verification failed.\nfatal: Could not read from remote repository."],
  ])("forbidden before anything was sent: %s", (stderr) => {
    expect(broken(stderr).state).toBe("forbidden");
  });

  test.each([
    ["fatal: unable to access 'https://example.com/x.git/': Could not resolve host: example.com"],
    ["fatal: unable to access 'https://example.com/x.git/': Failed to connect to example.com port 443: Connection refused"],
    ["ssh: connect to host example.com port 22: Connection timed out\nfatal: Could not read from remote repository."],
    ["fatal: '/gone.git' does not appear to be a git repository\nfatal: Could not read from remote repository."],
    ["ERROR: Repository not found.\nfatal: Could not read from remote repository."],
    ["fatal: the remote end hung up upon initial contact"],
    ["fatal: unable to access 'https://example.com/x.git/': The requested URL returned error: 429"],
  ])("unreachable: %s", (stderr) => {
    expect(broken(stderr).state).toBe("unreachable");
  });

  test.each([
    ["error: RPC failed; HTTP 500 curl 22 The requested URL returned error: 500\nfatal: the remote end hung up unexpectedly"],
    ["send-pack: unexpected disconnect while reading sideband packet\nfatal: the remote end hung up unexpectedly"],
    ["client_loop: send disconnect: Broken pipe\nerror: failed to push some refs"],
  ])("not known once the pack is on its way: %s", (stderr) => {
    expect(broken(SENT + stderr).state).toBe("unknown");
  });

  test.each([["[remote failure] (remote failed to report status)"], ["[remote rejected] (Internal Server Error)"]])(
    "not known either: %s",
    (summary) => {
      expect(pushed([`!${summary}`], SENT).state).toBe("unknown");
    },
  );
});

test("words come without progress, hints, prefixes and passwords", () => {
  const stderr = `${SENT}remote: \nremote: error: no, see https://me:pass@example.com/why?a@b        \nhint: try harder\nerror: failed to push some refs to 'https://token@example.com/x.git'\n`;
  expect(pushed(["![remote rejected] (hook declined)"], stderr)).toEqual({
    state: "declined",
    words:
      "[remote rejected] (hook declined)\nremote: error: no, see https://example.com/why?a@b\nfailed to push some refs to 'https://example.com/x.git'",
  });
  expect(classifyPush({ status: 137, stdout: Buffer.from(""), stderr: "", gaveUp: "timeout" })).toEqual({
    state: "unreachable",
    words: "no answer in time",
  });
});
