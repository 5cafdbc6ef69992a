// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is the language of shells
import { expect, it } from "vitest";
import { trackedRepository } from "../support/run-bd.ts";
import { scratch } from "../support/scratch.ts";

it("completes verbs, what stands below them, flags and ids in a real bash", async () => {
  const here = scratch();
  const { bd } = await trackedRepository(here);
  await bd(["create", "Look", "--id", "vc-look01"]);
  const candidates = (await bd(["completion", "--ids", "vc-"])).stdout;
  expect(candidates).toBe("vc-look01\tLook\n");
  const script = here.write("bd.bash", (await bd(["completion", "bash"])).stdout);
  const ids = here.write("ids", candidates);
  const complete = async (...words: string[]) => {
    const array = words.map((word) => `'${word}'`).join(" ");
    const lines = [
      'bd() { cat "$IDS"; }',
      `. '${script}'`,
      `COMP_WORDS=(${array})`,
      `COMP_CWORD=${words.length - 1}`,
      "_bd",
      'echo "${COMPREPLY[@]}"',
    ];
    const { stdout, stderr } = await here.run("bash", ["-c", lines.join("\n")], { env: { ...here.env, IDS: ids } });
    expect(stderr).toBe("");
    return stdout.trim().split(" ");
  };
  expect(await complete("bd", "rea")).toEqual(["ready"]);
  expect(await complete("bd", "-C", "somewhere", "dep", "tr")).toEqual(["tree"]);
  expect(await complete("bd", "dep", "tree", "--dir")).toEqual(["--directory", "--direction"]);
  expect(await complete("bd", "dep", "tree", "--direction", "")).toEqual(["down", "up", "both"]);
  expect(await complete("bd", "show", "vc-")).toEqual(["vc-look01"]);
  expect(await complete("bd", "list", "--mi")).toEqual(["--mine"]);
});

it("knows three shells, and says so", async () => {
  const { bd } = await trackedRepository(scratch());
  for (const shell of ["bash", "zsh", "fish"]) expect((await bd(["completion", shell])).stdout).toContain("completion --ids");
  expect(await bd(["completion", "tcsh", "--json"])).toMatchObject({ status: 2, json: { error: { code: "UNKNOWN_SHELL" } } });
});
