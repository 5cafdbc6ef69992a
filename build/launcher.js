#!/usr/bin/env node
// Written in the oldest syntax, so that an old Node reads far enough to say what it lacks.
var version = process.versions.node.split(".").map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 16)) {
  process.stderr.write("bd: Node 22.16 or newer is needed, and this is Node " + process.versions.node + ".\n");
  process.exit(5);
}
var env = process.env;
var caches = { darwin: env.HOME + "/Library/Caches", win32: env.LOCALAPPDATA };
var cache = env.XDG_CACHE_HOME || caches[process.platform] || (env.HOME ? env.HOME + "/.cache" : "");
// In the user's own folder: the usual place is one that everybody on the machine can write to.
if (env.NODE_COMPILE_CACHE || cache) require("node:module").enableCompileCache(env.NODE_COMPILE_CACHE || cache + "/bd/code");
require("./chunks/bin.cjs");
