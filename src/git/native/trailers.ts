import type { Oid, Repository, TrailedCommit } from "../repository.ts";
import type { GitProcess } from "./git-process.ts";
import { asText, RecordStream } from "./record-stream.ts";

/** Commits that carry a trailer, newest first. git itself says what a trailer is. */
export async function listTrailers(
  git: GitProcess,
  { from, to, key, limit, ordered, after }: Parameters<NonNullable<Repository["listTrailers"]>>[0],
): Promise<readonly TrailedCommit[]> {
  const found: TrailedCommit[] = [];
  if (to.length === 0) return found;
  const take = (record: string) => {
    const commit = parseTrailed(record);
    if (commit.values.length > 0) found.push(commit);
  };
  const stream = new RecordStream(asText(take));
  const keys = key.split(",").map((one) => `key=${one}`);
  const format = `--format=tformat:%H%n%at%n%an%n%s%n%(trailers:${keys.join(",")},valueonly=true,unfold=true)`;
  const how = ["-z", "--no-patch", "--no-show-signature", "--no-color", "--no-mailmap", "--encoding=UTF-8"];
  // Many branches have more names than a command line may hold.
  const input = [...to, ...from.map((oid) => `^${oid}`)].map((name) => `${name}\n`).join("");
  const order = [
    ...(ordered === true ? ["--topo-order"] : []),
    ...(after === undefined ? [] : [`--since=@${Math.floor(after / 1000)}`]),
  ];
  await git.read(["log", format, ...how, ...order, `--max-count=${limit}`, "--ignore-missing", "--stdin"], {
    take: stream.push,
    input,
  });
  return found;
}

/** Commits whose message holds some words, newest first. */
export async function findWords(
  git: GitProcess,
  { to, words, since, limit }: Parameters<NonNullable<Repository["findWords"]>>[0],
): Promise<readonly Oid[]> {
  const after = `--since=@${Math.max(0, Math.floor(since / 1000))}`;
  const how = ["--no-patch", "--no-show-signature", "--no-color", "--fixed-strings", `--grep=${words}`, `--max-count=${limit}`];
  const output = await git.read(["log", "--format=%H", ...how, after, "--end-of-options", to]);
  return output
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}

function parseTrailed(record: string): TrailedCommit {
  const [oid = "", seconds = "", author = "", subject = "", ...values] = record.split("\n");
  return {
    oid,
    at: Number(seconds) * 1000,
    author,
    subject,
    values: values.map((value) => value.trim()).filter((value) => value !== ""),
  };
}
