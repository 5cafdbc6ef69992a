import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposalBranch, requestUrl } from "../../src/domain/proposal.ts";

describe("the branch of a proposal", () => {
  it.each([
    ["vc", "beads-7k3xq2", "beads-inbox/vc/beads-7k3xq2"],
    ["My Project", "Beads-1", "beads-inbox/my-project/beads-1"],
    ["..", "../../main", "beads-inbox/x/main"],
    ["vc.lock", "a.lock.lock", "beads-inbox/vc/a"],
    ["a..b", "a~b^c:d?e*f[g\\h", "beads-inbox/a.b/a-b-c-d-e-f-g-h"],
    ["@{", "-x-", "beads-inbox/x/x"],
    ["con", "NUL", "beads-inbox/con-/nul-"],
    ["über", "日本", "beads-inbox/ber/x"],
    ["", "\n", "beads-inbox/x/x"],
  ])("of %j and %j is %s", (project, what, branch) => {
    expect(proposalBranch(project, what)).toBe(branch);
  });

  it("is always one that git takes (git-check-ref-format), of three parts, and itself when made again", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."./~^:?*[\\@{}-lock aA") }));
    fc.assert(
      fc.property(text, text, (project, what) => {
        const branch = proposalBranch(project, what);
        expect(branch).toMatch(/^beads-inbox\/[a-z0-9_][a-z0-9._-]*\/[a-z0-9_][a-z0-9._-]*$/);
        for (const part of branch.split("/")) expect(part).not.toMatch(/\.\.|\.$|\.lock$/);
        const [, first = "", second = ""] = branch.split("/");
        expect(proposalBranch(first.replace(/-$/, ""), second.replace(/-$/, ""))).toBe(branch);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the page of a pull request", () => {
  const request = { base: "beads", branch: "beads-inbox/vc/beads-7k3xq2", fork: null };
  it.each([
    [
      { project: "github.com/owner/beads" },
      "https://github.com/owner/beads/compare/beads...beads-inbox/vc/beads-7k3xq2?expand=1",
    ],
    [
      { project: "github.com/owner/beads", fork: "github.com/me/beads" },
      "https://github.com/owner/beads/compare/beads...me:beads-inbox/vc/beads-7k3xq2?expand=1",
    ],
    [
      { project: "gitlab.com/group/sub/beads" },
      "https://gitlab.com/group/sub/beads/-/merge_requests/new?merge_request[source_branch]=beads-inbox%2Fvc%2Fbeads-7k3xq2&merge_request[target_branch]=beads",
    ],
    [
      { project: "gitlab.com/group/beads", fork: "gitlab.com/me/beads" },
      "https://gitlab.com/me/beads/-/merge_requests/new?merge_request[source_branch]=beads-inbox%2Fvc%2Fbeads-7k3xq2&merge_request[target_branch]=beads",
    ],
    [{ project: "codeberg.org/owner/beads" }, "https://codeberg.org/owner/beads/compare/beads...beads-inbox/vc/beads-7k3xq2"],
    [{ project: "git.example.com/owner/beads" }, null],
    [{ project: "local:/srv/git/beads" }, null],
    [{ project: "github.com/owner/beads", fork: "example.com/me/beads" }, null],
  ])("for %j is %s", (said, url) => {
    expect(requestUrl({ ...request, ...said })).toBe(url);
  });
});
