// Runs a worker of a built site in Node: the one in argv[2], which gets each query of stdin (JSON: {queries, settle}).
// Prints for each query the last answer and how long the first took. The worker finds its files in the site.
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const { fileURLToPath, pathToFileURL } = require("url");

const worker = path.resolve(process.argv[2]);
const { queries, settle, setup } = JSON.parse(fs.readFileSync(0, "utf8"));
let listen = null;
const heard = [];
let wake = () => {};

const self = {
  location: pathToFileURL(worker),
  URL, URLSearchParams, setTimeout, clearTimeout, performance, console: { log() {}, warn() {}, info() {}, debug() {} },
  addEventListener: (_, listener) => { listen = listener; },
  postMessage: (message) => { heard.push({ message: structuredClone(message), at: performance.now() }); wake(); },
  fetch: async (url) => {
    const file = fileURLToPath(url);
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

async function answer(wanted) {
  while (!heard.some(({ message }) => message.type === wanted)) await new Promise((resolve) => { wake = resolve; });
}

(async () => {
  run(worker);
  if (setup) send({ type: 0, data: { ...JSON.parse(fs.readFileSync(setup, "utf8")), options: { suggest: false } } });
  await answer(1);
  const answers = [];
  for (const query of queries) {
    heard.length = 0;
    const start = performance.now();
    send({ type: 2, data: query });
    await answer(3);
    if (settle) await new Promise((resolve) => { setTimeout(resolve, settle); });
    const results = heard.filter(({ message }) => message.type === 3);
    answers.push({ query, milliseconds: results[0].at - start, ...results[results.length - 1].message.data });
  }
  process.stdout.write(JSON.stringify(answers));
})();
