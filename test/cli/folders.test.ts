import { describe, expect, it } from "vitest";
import { userFolders } from "../../src/cli/folders.ts";

describe("the user's folders", () => {
  it("are those of XDG on Linux", () => {
    expect(userFolders({ env: {}, home: "/h", platform: "linux" })).toEqual({
      home: "/h",
      cache: "/h/.cache/bd",
      config: "/h/.config/bd",
      state: "/h/.local/state/bd",
    });
  });

  it("are in Library on macOS, and in the local application data on Windows", () => {
    expect(userFolders({ env: {}, home: "/h", platform: "darwin" }).cache).toBe("/h/Library/Caches/bd");
    const windows = userFolders({ env: { LOCALAPPDATA: "C:/l", APPDATA: "C:/r" }, home: "C:/h", platform: "win32" });
    expect(windows).toEqual({ home: "C:/h", cache: "C:/l/bd/cache", config: "C:/r/bd", state: "C:/l/bd/state" });
  });

  it("are where XDG's variables say on every platform, unless those are relative", () => {
    const env = { XDG_CACHE_HOME: "/c", XDG_CONFIG_HOME: "relative" };
    expect(userFolders({ env, home: "/h", platform: "darwin" })).toMatchObject({
      cache: "/c/bd",
      config: "/h/Library/Application Support/bd",
    });
  });
});
