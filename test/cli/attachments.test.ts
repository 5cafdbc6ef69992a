import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, truncateSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readAttachments } from "../../src/cli/attachments.ts";
import { writeOutputFile } from "../../src/cli/output-file.ts";
import { scratch } from "../support/scratch.ts";

describe("files that are to be attached", () => {
  const code = (paths: string[], directory: string) =>
    readAttachments(paths, directory).then(
      () => "read",
      (error) => error.code,
    );

  test("are read from where the caller stands, or by their whole path, links within the work tree followed", async () => {
    const here = scratch();
    const tree = await here.repository("dave/vc");
    here.write("dave/vc/deep/log.txt", "one");
    here.write("elsewhere/log.txt", "two");
    symlinkSync("deep/log.txt", here.path("dave/vc/link.txt"));
    const files = await readAttachments(["../vc/deep/log.txt", "link.txt", here.path("elsewhere/log.txt")], tree);
    expect(files.map(({ content }) => Buffer.from(content).toString())).toEqual(["one", "one", "two"]);
  });

  test("are refused where they are missing, a directory, no plain file, or too big to be read at all", async () => {
    const here = scratch();
    const tree = await here.repository("dave/vc");
    mkdirSync(here.path("dave/vc/folder"));
    execFileSync("mkfifo", [here.path("dave/vc/pipe")]);
    here.write("dave/vc/huge.bin", "");
    truncateSync(here.path("dave/vc/huge.bin"), 65 * 1024 * 1024);
    here.write("dave/vc/a", "a");
    expect(await code(["missing.txt"], tree)).toBe("ATTACHMENT_UNREADABLE");
    expect(await code(["folder"], tree)).toBe("ATTACHMENT_UNREADABLE");
    expect(await code(["pipe"], tree)).toBe("ATTACHMENT_UNREADABLE");
    expect(await code(["huge.bin"], tree)).toBe("ATTACHMENT_TOO_BIG");
    expect(
      await code(
        Array.from({ length: 21 }, () => "a"),
        tree,
      ),
    ).toBe("TOO_MANY_ATTACHMENTS");
    expect(
      await code(
        Array.from({ length: 20 }, () => "a"),
        tree,
      ),
    ).toBe("read");
  });

  test("are refused where a link, of the file or of a folder above it, leads out of the work tree", async () => {
    const here = scratch();
    const tree = await here.repository("dave/vc");
    here.write("home/secret.txt", "secret");
    symlinkSync(here.path("home/secret.txt"), here.path("dave/vc/notes.txt"));
    symlinkSync(here.path("home"), here.path("dave/vc/docs"));
    here.write("dave/vc/deep/a.txt", "a");
    expect(await code(["notes.txt"], tree)).toBe("ATTACHMENT_LINK_OUT");
    expect(await code(["docs/secret.txt"], tree)).toBe("ATTACHMENT_LINK_OUT");
    expect(await code(["../docs/secret.txt"], here.path("dave/vc/deep"))).toBe("ATTACHMENT_LINK_OUT");
    expect(await code([here.path("dave/vc/notes.txt")], tree)).toBe("ATTACHMENT_LINK_OUT");
  });

  test("may lie in a work tree that is itself reached by a link", async () => {
    const here = scratch();
    await here.repository("real/vc");
    here.write("real/vc/a.txt", "a");
    symlinkSync(here.path("real/vc"), here.path("vc"));
    expect(await code(["a.txt"], here.path("vc"))).toBe("read");
  });
});

describe("a file that is written out", () => {
  const bytes = Buffer.from([0, 255, 10]);

  test("goes where it was wanted, under its own name into a folder, and never over what is there unasked", async () => {
    const here = scratch();
    mkdirSync(here.path("out"));
    const place = { directory: here.root, name: "a.bin" };
    expect(await writeOutputFile({ ...place, typed: undefined }, bytes, { force: false })).toBe(here.path("a.bin"));
    expect(await writeOutputFile({ ...place, typed: "out" }, bytes, { force: false })).toBe(here.path("out/a.bin"));
    expect(await writeOutputFile({ ...place, typed: "out/b" }, bytes, { force: false })).toBe(here.path("out/b"));
    expect(readFileSync(here.path("out/b"))).toEqual(bytes);
    await expect(writeOutputFile({ ...place, typed: "out" }, bytes, { force: false })).rejects.toMatchObject({
      code: "FILE_EXISTS",
    });
    await writeOutputFile({ ...place, typed: "out" }, Buffer.from("new"), { force: true });
    expect(readFileSync(here.path("out/a.bin"), "utf8")).toBe("new");
    await expect(writeOutputFile({ ...place, typed: "no/such/" }, bytes, { force: false })).rejects.toMatchObject({
      code: "NO_SUCH_FOLDER",
    });
  });

  test("replaces a link and leaves alone what it leads to", async () => {
    const here = scratch();
    here.write("precious", "kept");
    symlinkSync(here.path("precious"), here.path("a.bin"));
    const place = { typed: undefined, directory: here.root, name: "a.bin" };
    await expect(writeOutputFile(place, bytes, { force: false })).rejects.toMatchObject({ code: "FILE_EXISTS" });
    await writeOutputFile(place, bytes, { force: true });
    expect(readFileSync(here.path("precious"), "utf8")).toBe("kept");
    expect(readFileSync(here.path("a.bin"))).toEqual(bytes);
  });
});
