import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseRemote, shortName } from "../../src/domain/identity.ts";

const RUNS = { numRuns: 3000, seed: 20261121 };
const VECTORS = resolve(import.meta.dirname, "../../../shared/data/remote-identity.json");

const SAME: Readonly<Record<string, readonly string[]>> = {
  "github.com/owner/repo": [
    "https://github.com/owner/repo",
    "HTTPS://GitHub.COM/Owner/Repo.git/",
    "https://user:secret@github.com/owner/repo.git",
    "https://www.github.com:443/owner/repo?tab=readme#top",
    "git@github.com:owner/repo.git",
    "git@github.com:/owner/repo",
    "github.com:owner/repo.git",
    "ssh://git@github.com:22/owner/repo.git",
    "ssh://git@ssh.github.com:443/owner/repo.git",
    "ssh://git@github.com:owner/repo.git",
    "git+ssh://git@github.com/owner/repo.git",
    "git://github.com:9418/owner//repo.git",
    "  https://github.com/owner/repo  ",
    "https://github.com./owner/repo",
  ],
  "github.com/owner/.github": ["https://github.com/owner/.github"],
  "gitlab.com/group/sub/proj": ["git@gitlab.com:group/sub/proj.git", "ssh://git@altssh.gitlab.com:443/Group/Sub/proj.git"],
  "gitlab.example.com:8443/Group/Proj": ["https://gitlab.example.com:8443/Group/Proj.git"],
  "gitlab.example.com:ssh2222/Group/Proj": [
    "ssh://git@gitlab.example.com:2222/Group/Proj",
    "[git@gitlab.example.com:2222]:Group/Proj.git",
  ],
  "dev.azure.com/org/my proj/repo": [
    "https://org@dev.azure.com/org/my%20proj/_git/repo",
    "git@ssh.dev.azure.com:v3/org/my%20proj/repo".replace("%20", " "),
  ],
  "dev.azure.com/org/repo/repo": [
    "https://org.visualstudio.com/_git/repo",
    "https://org.visualstudio.com/DefaultCollection/repo/_git/repo",
  ],
  "[2001:db8::1]/r": ["https://[2001:db8::1]/r.git", "git@[2001:db8::1]:r.git"],
  "host/~/repo": ["ssh://git@host/~/repo.git", "git@host:~/repo"],
  "local:/srv/git/repo": [
    "/srv/git/repo.git",
    "/srv/git/repo/",
    "/srv/git/repo/.git",
    "file:///srv/git/repo",
    "file://localhost/srv//git/repo.git",
    "/srv/./git/./repo",
  ],
  "local:c:/src/repo": ["C:\\src\\repo", "c:/src/repo/", "file:///C:/src/repo.git"],
  "local://server/share/repo": ["\\\\server\\share\\repo", "file://server/share/repo.git"],
  "local:../repo": ["../repo", "../repo.git/"],
  "local:repo": ["repo", "./repo"],
  "helper:ext::ssh host %S repo": ["ext::ssh host %S repo"],
  "helper:s3://bucket/repo": ["s3://bucket/repo"],
  "helper:hg::https://example.com/repo": ["hg::https://user:secret@example.com/repo"],
};

test("people's different remotes of one project give one identity", () => {
  for (const [identity, urls] of Object.entries(SAME))
    for (const url of urls) expect([url, normaliseRemote(url)]).toEqual([url, identity]);
});

test("what names no repository has no identity", () => {
  for (const url of [
    "",
    "  ",
    "https://github.com/",
    "https://github.com",
    "https:///owner/repo",
    "ssh://",
    "file:///",
    "/",
    "git@github.com:",
    "https://github.com/.git",
    "a\nb",
    "https://ho st/x",
  ]) {
    expect([url, normaliseRemote(url)]).toEqual([url, null]);
  }
});

describe.skipIf(!existsSync(VECTORS))("the list of inputs with what must come out", () => {
  test("comes out as it says", () => {
    const vectors = JSON.parse(readFileSync(VECTORS, "utf8")) as { input: string; identity: string | null }[];
    expect(vectors.length).toBeGreaterThan(40);
    for (const { input, identity } of vectors) expect([input, normaliseRemote(input)]).toEqual([input, identity]);
  });
});

/** A URL that has this identity. */
function urlOf(identity: string): string {
  if (identity.startsWith("helper:")) return identity.slice("helper:".length);
  if (identity.startsWith("local:"))
    return identity
      .slice("local:".length)
      .replace(/^(?![/\\])(?![A-Za-z]:)/, "./")
      .concat("/.git");
  const slash = identity.indexOf("/");
  const path = identity
    .slice(slash + 1)
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  const host = identity.slice(0, slash);
  const port = /^(.*):ssh(\d+)$/.exec(host);
  return port ? `ssh://git@${port[1]}:${port[2]}/${path}/.git` : `https://${host}/${path}/.git`;
}

const part = fc.oneof(
  fc.constantFrom(
    "owner",
    "Repo",
    "repo.git",
    ".git",
    "..",
    ".",
    "a b",
    "%20",
    "%2F",
    "%zz",
    "v3",
    "_git",
    "~",
    "ü",
    "x:y",
    "@",
    "a@b",
    "DefaultCollection",
    "#",
    "?q",
    "",
    "c:",
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const host = fc.constantFrom(
  "github.com",
  "WWW.github.com",
  "ssh.github.com:443",
  "host",
  "host:22",
  "host:2222",
  "host:443",
  "h.example.com:8443",
  "[::1]",
  "[::1]:99",
  "org.visualstudio.com",
  "dev.azure.com",
  "ssh.dev.azure.com",
  "",
  "host:",
  "host:x",
  "u:p@host",
  "host.",
);
const scheme = fc.constantFrom(
  "https://",
  "http://",
  "ssh://",
  "git://",
  "git+ssh://",
  "file://",
  "FTP://",
  "s3://",
  "ext::",
  "hg::https://",
  "git@",
  "",
  "/",
  "./",
  "../",
  "C:\\",
  "C:/",
  "\\\\",
  "[git@h:2222]:",
  "h:",
);
const url = fc.oneof(
  fc
    .tuple(
      scheme,
      host,
      fc.constantFrom("/", ":", "//", ""),
      fc.array(part, { maxLength: 5 }),
      fc.constantFrom("", "/", ".git", ".git/", "/.git"),
    )
    .map(([s, h, sep, parts, end]) => `${s}${h}${sep}${parts.join("/")}${end}`),
  fc.string({ unit: "binary", maxLength: 40 }),
);

test("every input has an identity or none, and an identity normalises to itself", () => {
  fc.assert(
    fc.property(url, (input) => {
      const identity = normaliseRemote(input);
      if (identity === null) return;
      expect([urlOf(identity), normaliseRemote(urlOf(identity))]).toEqual([urlOf(identity), identity]);
    }),
    RUNS,
  );
});

test("no password survives", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("https://", "ssh://", "s3://", "hg::https://", "ext::https://"),
      host,
      fc.array(part, { maxLength: 3 }),
      (s, h, parts) => {
        expect(normaliseRemote(`${s}user:hunter2secret@${h}/${parts.join("/")}`) ?? "").not.toContain("hunter2secret");
      },
    ),
    RUNS,
  );
});

test("the short name is the last part of the path", () => {
  expect(
    [
      "github.com/owner/vc",
      "local:/srv/git/vc",
      "local:c:/src/vc",
      "local:vc",
      "helper:codecommit::us-east-1://vc",
      "helper:ext::ssh host %S vc",
    ].map(shortName),
  ).toEqual(Array(6).fill("vc"));
});

test("the short name is made of the whole last part where blanks stand in it", () => {
  const names = {
    "Möbel & Küche": "Möbel-Küche",
    " two  words ": "two-words",
    "& &": "&",
    "c++": "c++",
    ".dot files.": "dot-files",
  };
  for (const [part, name] of Object.entries(names)) expect(shortName(`local:/srv/a b/${part}`)).toBe(name);
  expect(shortName("Möbel & Küche")).toBe("Möbel-Küche");
  expect(shortName("local:/srv/a b/vc")).toBe("vc");
});

test("steps up in an absolute path lead to where they lead", () => {
  const same = [
    "/srv/git/vc.git",
    "/srv/work/../git/vc",
    "/srv/work//./../git/vc/",
    "file:///srv/x/y/../../git/vc.git",
    "/../srv/git/vc",
  ];
  expect(same.map(normaliseRemote)).toEqual(same.map(() => "local:/srv/git/vc"));
  expect(normaliseRemote("C:/work/../../src/vc")).toBe("local:c:/src/vc");
  expect(normaliseRemote("../vc")).toBe("local:../vc");
});
