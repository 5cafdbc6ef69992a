#!/usr/bin/env node
// Written in the oldest syntax, so that an old Node reads far enough to say what it lacks.
var version = process.versions.node.split(".").map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 16)) {
  process.stderr.write("bd: Node 22.16 or newer is needed, and this is Node " + process.versions.node + ".\n");
  process.exit(5);
}

// One warning of some versions is kept back: that their SQLite is experimental. It would stand before every answer.
var emitWarning = process.emitWarning;
process.emitWarning = function (warning) {
  if (String(warning).indexOf("SQLite is an experimental feature") !== 0) emitWarning.apply(process, arguments);
};

var fs = require("node:fs");
var vm = require("node:vm");
var BUILD = "@BUILD@";
var VERBS = "@VERBS@".split(" ");
var PACKS = "@PACKS@";
var FIRST = 3;
var scripts = [];
var folder = cacheFolder();
var loaded = {};
var chunks = runPack("reads.pack");
var ran = {};

exports.load = load;
if (require.main === module) load("./bin.cjs");

// Node's own way with modules, in small: a chunk runs once, and circles see what is there by then.
function load(id) {
  if (loaded[id]) return loaded[id].exports;
  var chunk = id.charAt(0) === "." ? chunks[id] || chunkIn(packOf(id), id) : undefined;
  var made = { exports: {} };
  if (!chunk && id.charAt(0) === "." && verb() === "mcp") chunk = runLarge(id.slice(2));
  if (!chunk) made.exports = require(id.charAt(0) === "." ? "./chunks/" + id : id);
  loaded[id] = made;
  if (!chunk) return made.exports;
  chunk(made.exports, load, made);
  return made.exports;
}

function packOf(id) {
  for (var pack in PACKS) if (PACKS[pack].indexOf(id) >= 0) return pack;
  return "rest.pack";
}

function chunkIn(pack, id) {
  if (!ran[pack]) Object.assign(chunks, runPack(pack));
  ran[pack] = true;
  return chunks[id];
}

function runPack(pack) {
  return run(pack, "latin1", ["", ""]);
}

// A large foreign chunk, for a verb that cannot do without: compiling the protocol's library takes longer than all the rest of its start.
function runLarge(chunk) {
  return run(chunk, "utf8", ["(function (exports, require, module) {", "\n})"]);
}

// Each verb has caches of its own, with the very functions that it runs.
function run(part, letters, around) {
  var name = [BUILD, process.version, process.arch, verb(), part].join("-");
  var cache = folder ? readCache(folder + "/" + name) : undefined;
  var file = __dirname + "/chunks/" + part;
  var text = around[0] + fs.readFileSync(file, letters) + around[1];
  var script = new vm.Script(text, { filename: file, cachedData: cache && cache.data });
  if (scripts.length === 0 && require.main === module && folder) process.on("exit", keep);
  scripts.push({ name: name, script: script, by: cache && !script.cachedDataRejected ? cache.by : "0 " });
  return script.runInThisContext();
}

// Made anew by the first few runs, and by any that ran a chunk which none before it did: with what the first run left, which may have asked for help or
// made a mistake, every run after it would compile the rest. `by`: how many runs made it; of the first pack, which every run takes, the chunks that they
// ran, too, each followed by a blank.
function keep() {
  var known = scripts[0].by;
  var added = Object.keys(loaded).filter(function (id) {
    return known.indexOf(" " + id + " ") < 0;
  });
  scripts.forEach(function (each, at) {
    var runs = parseInt(each.by, 10) || 0;
    if (runs >= FIRST && added.length === 0) return;
    writeCache(each, runs + 1 + (at > 0 ? "" : known.slice(known.indexOf(" ")) + added.concat("").join(" ")));
  });
}

// In the user's own folder, where nobody else can write: what is read there is run.
function cacheFolder() {
  var env = process.env;
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME + "/bd/code";
  if (process.platform === "win32") return env.LOCALAPPDATA && env.LOCALAPPDATA + "/bd/cache/code";
  return env.HOME && env.HOME + (process.platform === "darwin" ? "/Library/Caches" : "/.cache") + "/bd/code";
}

function verb() {
  var named = process.argv.slice(2).filter(function (word) {
    return VERBS.indexOf(word) >= 0;
  });
  return named[0] || "bd";
}

// V8 believes what it is given, and one wrong bit would crash it. So everything is stored twice, and has to be the same twice.
function readCache(file) {
  try {
    var bytes = fs.readFileSync(file);
    var end = bytes.lastIndexOf(10);
    var half = end / 2;
    return half > 0 && half % 1 === 0 && bytes.compare(bytes, half, end, 0, half) === 0
      ? { data: bytes.subarray(0, half), by: bytes.toString("latin1", end + 1) }
      : undefined;
  } catch (_) {
    return undefined;
  }
}

// A cache that cannot be written is none: the next run is as slow as this one.
function writeCache(made, by) {
  try {
    var data = made.script.createCachedData();
    var file = folder + "/" + made.name;
    fs.mkdirSync(folder, { recursive: true, mode: 448 });
    dropOthers();
    fs.writeFileSync(file + "." + process.pid, Buffer.concat([data, data, Buffer.from("\n" + by)]), { mode: 384, flag: "wx" });
    fs.renameSync(file + "." + process.pid, file);
  } catch (_) {}
}

// Earlier builds leave theirs behind.
function dropOthers() {
  var names = fs.readdirSync(folder);
  if (names.length < 100) return;
  names.forEach(function (other) {
    if (other.indexOf(BUILD) !== 0) fs.rmSync(folder + "/" + other, { force: true });
  });
}
