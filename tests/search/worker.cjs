// Runs a worker of a built site in Node: the one in argv[2], which gets each query of stdin (JSON: {queries, settle, setup, once, more}).
// Prints for each query the last answer, how long the first took, and which files had been asked for by then. The worker finds its files in the site.
// With `setup`, an index, it is the theme's own worker and its protocol: 0 setup, 1 ready, 2 query, 3 result.
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const { fileURLToPath, pathToFileURL } = require("url");

const worker = path.resolve(process.argv[2]);
const { queries, settle, setup, once, more } = JSON.parse(fs.readFileSync(0, "utf8"));
let listen = null;
const heard = [];
const files = []; // that were asked for
let wake = () => {};

const self = {
  location: pathToFileURL(worker),
  URL, URLSearchParams, setTimeout, clearTimeout, performance, console: { log() {}, warn() {}, info() {}, debug() {} },
  addEventListener: (_, listener) => { listen = listener; },
  postMessage: (message) => { heard.push({ message: structuredClone(message), at: performance.now(), files: [...files] }); wake(); },
  fetch: async (url) => {
    const asked = fileURLToPath(url);
    const file = once[path.basename(asked)] || asked;
    delete once[path.basename(asked)];
    files.push(path.basename(asked));
    if (!fs.existsSync(file)) return { ok: false, status: 404 };
    return { ok: true, json: async () => JSON.parse(fs.readFileSync(file, "utf8")) };
  },
  importScripts: (...urls) => urls.forEach((url) => run(fileURLToPath(new URL(url, pathToFileURL(worker))))),
};
self.self = self;
const context = vm.createContext(self);

function run(file) {
  vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
}

const send = (data) => (listen || self.onmessage)({ data });
const ask = (query) => send(setup ? { type: 2, data: query } : { query, most: 10, ...more });
const answers = () => heard.filter(({ message }) => !setup || message.type === 3);

(async () => {
  run(worker);
  if (setup) {
    send({ type: 0, data: { ...JSON.parse(fs.readFileSync(setup, "utf8")), options: { suggest: false } } });
    while (!heard.some(({ message }) => message.type === 1)) await new Promise((resolve) => { wake = resolve; });
  }
  const found = [];
  for (const query of queries) {
    heard.length = 0;
    const start = performance.now();
    ask(query);
    while (!answers().length) await new Promise((resolve) => { wake = resolve; });
    if (settle) await new Promise((resolve) => { setTimeout(resolve, settle); });
    const all = answers();
    const last = all[all.length - 1].message;
    found.push({ query, milliseconds: all[0].at - start, files: all[0].files, ...(setup ? last.data : last) });
  }
  process.stdout.write(JSON.stringify(found));
})();
