import { expect, test } from "vitest";
import { reachableUrl } from "../../src/domain/reachable-url.ts";

test.each([
  ["https://forge.test/owner/vc.git", "https://forge.test/owner/vc.git"],
  ["HTTPS://Steve:secret@forge.test/owner/vc", "https://forge.test/owner/vc"],
  ["https://token@forge.test:8443/owner/vc?x=1", "https://forge.test:8443/owner/vc?x=1"],
  ["ssh://git:secret@forge.test:2222/owner/vc", "ssh://git@forge.test:2222/owner/vc"],
  ["git+ssh://forge.test/owner/vc", "git+ssh://forge.test/owner/vc"],
  ["git://forge.test/vc", "git://forge.test/vc"],
  ["git@forge.test:owner/vc.git", "git@forge.test:owner/vc.git"],
  ["forge.test:owner/vc.git", "forge.test:owner/vc.git"],
  ["[::1]:owner/vc.git", "[::1]:owner/vc.git"],
])("anybody may name %s, and no password goes with it", (text, url) => {
  expect(reachableUrl(text, "ledger")).toBe(url);
  expect(reachableUrl(text, "user")).toBe(url);
});

test.each([
  ["http://steve:secret@forge.test/owner/vc", "http://forge.test/owner/vc"],
  ["file:///srv/git/a b.git", "file:///srv/git/a b.git"],
  ["/srv/git/ä b.git", "/srv/git/ä b.git"],
  ["C:\\git\\vc.git", "C:\\git\\vc.git"],
  ["\\\\server\\share\\vc.git", "\\\\server\\share\\vc.git"],
])("only the user may name %s", (text, url) => {
  expect(reachableUrl(text, "ledger")).toBeUndefined();
  expect(reachableUrl(text, "user")).toBe(url);
});

test.each([
  "",
  "-oProxyCommand=touch pwned",
  "--upload-pack=touch pwned",
  "ext::sh -c touch% pwned",
  "https::https://forge.test/vc",
  "fd::17/foo",
  "ssh://-oProxyCommand=x/vc",
  "ssh://-oProxyCommand=x@forge.test/vc",
  "-oProxyCommand=x@forge.test:vc",
  "git@-oProxyCommand=x:vc",
  "ftp://forge.test/vc",
  "hg://forge.test/vc",
  "https:///vc",
  "https://forge.test/vc\nx",
  "https://forge.test/vc\u0000",
  "vc",
  "../vc",
])("nobody may name %j", (text) => {
  expect(reachableUrl(text, "user")).toBeUndefined();
  expect(reachableUrl(text, "ledger")).toBeUndefined();
});
