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
var FIRSTS = "@FIRSTS@";
var FIRST = 3;
var PIECE = 65536;
var scripts = [];
var folder = cacheFolder();
var memory = Buffer.alloc(0);
var loaded = {};
var packs = [runPack(0)];

exports.load = load;
load.build = BUILD;
if (require.main === module) load("@BEGIN@");

// Node's own way with modules, in small: a chunk runs once, and circles see what is there by then. Chunks of the packs are asked for by number, others,
// and what is Node's own, by name.
function load(id) {
  if (loaded[id]) return loaded[id].exports;
  var made = { exports: {} };
  var chunk = typeof id === "number" ? chunkIn(packOf(id), id) : largeIn(id);
  if (!chunk) made.exports = require(id.charAt(0) === "." ? "./chunks/" + id : id);
  loaded[id] = made;
  if (chunk) chunk(made.exports, load, made);
  return made.exports;
}

function packOf(id) {
  var pack = PACKS.length - 1;
  while (FIRSTS[pack] > id) pack--;
  return pack;
}

function chunkIn(pack, id) {
  if (!packs[pack]) packs[pack] = runPack(pack);
  return packs[pack][id - FIRSTS[pack]];
}

function largeIn(id) {
  return id.charAt(0) === "." && verb() === "mcp" ? runLarge(id.slice(2)) : undefined;
}

function runPack(pack) {
  return run(PACKS[pack], BUILD + "-" + PACKS[pack], "latin1", ["", ""]);
}

// A large foreign chunk, for a verb that cannot do without: compiling the protocol's library takes longer than all the rest of its start.
function runLarge(chunk) {
  return run(chunk, chunk, "utf8", ["(function (exports, require, module) {", "\n})"]);
}

// Each verb has caches of its own, with the very functions that it runs.
function run(part, place, letters, around) {
  var name = [BUILD, process.version, process.arch, verb(), part].join("-");
  var file = __dirname + "/chunks/" + place;
  var text = around[0] + readText(file, letters) + around[1];
  var cache = folder ? readCache(folder + "/" + name) : undefined;
  var script = new vm.Script(text, { filename: file, cachedData: cache && parseInt(cache.by, 10) > 1 ? cache.data : undefined });
  if (scripts.length === 0 && require.main === module && folder) process.on("exit", keep);
  scripts.push({ name: name, script: script, by: cache && !script.cachedDataRejected ? cache.by : "0 " });
  return script.runInThisContext();
}

// Made anew by the first few runs, and by any that ran a chunk which none before it did: with what the first run left, which may have asked for help or
// made a mistake, every run after it would compile the rest. What the first leaves is not used at all, since it does what no other has to: it makes caches
// and asks git for its settings. `by`: how many runs made it; of the first pack, which every run takes, the chunks that they ran, too, each followed by a
// blank.
function keep() {
  var known = scripts[0].by;
  var earlier = new Set(known.split(" ").slice(1));
  var added = Object.keys(loaded).filter(function (id) {
    return !earlier.has(id);
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

function readText(file, letters) {
  var fd;
  try {
    fd = fs.openSync(file, "r");
  } catch (error) {
    if (error.code === "ENOENT") error.message = "bd was replaced by another version while it ran. " + error.message;
    throw error;
  }
  try {
    var size = fs.fstatSync(fd).size;
    readInto(fd, room(size), size, 0);
    return memory.toString(letters, 0, size);
  } finally {
    fs.closeSync(fd);
  }
}

// V8 believes what it is given, and one wrong bit would crash it. So everything is stored twice, and has to be the same twice.
function readCache(file) {
  var fd;
  try {
    fd = fs.openSync(file, "r");
    var half = fs.fstatSync(fd).size / 2;
    readInto(fd, room(half + PIECE), half, 0);
    var piece = memory.subarray(half, half + PIECE);
    for (var at = 0; at < half; at += PIECE) {
      var length = Math.min(PIECE, half - at);
      readInto(fd, piece, length, half + at);
      if (piece.compare(memory, at, at + length, 0, length) !== 0) return undefined;
    }
    var end = half > 0 ? memory.lastIndexOf(10, half - 1) : -1;
    return end < 0 ? undefined : { data: memory.subarray(0, end), by: memory.toString("latin1", end + 1, half) };
  } catch (_) {
    return undefined;
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

// All that is read goes through the same memory, one file after the other: to touch new memory takes longer than to read a file into it. What is in there
// is used up before the next one comes.
function room(size) {
  if (memory.length < size) memory = Buffer.allocUnsafeSlow(2 * size);
  return memory;
}

function readInto(fd, bytes, length, position) {
  if (fs.readSync(fd, bytes, 0, length, position) !== length) throw new Error("a file became shorter while it was read");
}

// A cache that cannot be written is none: the next run is as slow as this one.
function writeCache(made, by) {
  try {
    var data = made.script.createCachedData();
    var file = folder + "/" + made.name;
    fs.mkdirSync(folder, { recursive: true, mode: 448 });
    dropOthers();
    var half = Buffer.concat([data, Buffer.from("\n" + by)]);
    fs.writeFileSync(file + "." + process.pid, Buffer.concat([half, half]), { mode: 384, flag: "wx" });
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
