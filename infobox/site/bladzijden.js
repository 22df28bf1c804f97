// Keeps the whole site in the browser of who asked for it (assets/bewaren.js), and answers from it when there is no
// network. A version of this program is an edition: what a page asks for comes from the edition that the page is of.
"use strict";
{
  const EDITION = "the digest of the edition"; // of the file that holds it; filled in by the build
  const ROOT = new URL("./", self.location).href;
  const NAME = `bladzijden ${new URL(ROOT).pathname} `;
  const CACHE = NAME + EDITION;
  const PATIENCE = 5000; // milliseconds that a page may be on its way before the one that is here is shown

  /** Puts the edition in its cache: all of it, or an error. */
  async function fill() {
    const answer = await fetch(new URL("bladzijden.bin", ROOT), { cache: "no-store" });
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const packed = await answer.arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", packed));
    if (Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") !== EDITION) throw new Error("another edition");
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const all = new Uint8Array(await new Response(unpacked).arrayBuffer());
    const begin = all.indexOf(10) + 1;
    const { headers, files } = JSON.parse(new TextDecoder().decode(all.subarray(0, begin)));
    const cache = await caches.open(CACHE);
    let at = begin;
    for (const [path, type, length] of files) {
      const kept = new Response(all.slice(at, at + length), { headers: { ...headers, "Content-Type": type } });
      await cache.put(new URL(path, ROOT), kept);
      at += length;
    }
  }

  async function install() {
    try {
      await fill();
    } catch (error) {
      await caches.delete(CACHE);
      throw error;
    }
  }

  /** Once no page of the edition before is open any more, the browser starts with this one. */
  async function activate() {
    for (const name of await caches.keys()) if (name.startsWith(NAME) && name !== CACHE) await caches.delete(name);
  }

  const bare = (address) => {
    const url = new URL(address);
    url.search = "";
    url.hash = "";
    return url;
  };

  // Never `open` where something is looked up: that makes a cache, also after it was taken away.
  const kept = (address) => caches.match(bare(address), { cacheName: CACHE });

  /** The page of this edition at an address, or where it leads: servers are as easy about a slash and capitals. */
  async function keptPage(address) {
    const url = new URL(address);
    const folder = url.pathname.replace(/(\/|\/index\.html)?$/, "/");
    for (const path of new Set([url.pathname, folder, folder.toLowerCase()])) {
      const target = new URL(path + url.search, url);
      const found = await kept(target);
      if (found) return path === url.pathname ? found : Response.redirect(target);
    }
    return undefined;
  }

  async function notHere() {
    const page = await kept(new URL("404.html", ROOT));
    return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error();
  }

  // Pages that came from the network and are not those of this edition. Noted in its cache, for a browser stops and starts
  // this program whenever it likes.
  const note = (client) => new URL(`bladzijden.js?${client}`, ROOT);
  const isOther = async (client) => Boolean(client && await caches.match(note(client), { cacheName: CACHE }));
  async function setApart(client) {
    if (client && await caches.has(CACHE)) await (await caches.open(CACHE)).put(note(client), new Response());
  }

  async function fresh(request) {
    const answer = await fetch(request);
    return { answer, text: answer.type === "opaqueredirect" ? "" : await answer.clone().text() };
  }

  /** The page from the network; the one of this edition when that does not come. */
  async function page({ request, resultingClientId }) {
    const mine = await keptPage(request.url);
    const patience = new Promise((resolve) => { if (mine) setTimeout(resolve, PATIENCE); });
    const { answer, text } = await Promise.race([fresh(request), patience]).catch(() => undefined) || {};
    if (!answer || answer.status >= 500) return mine || answer || notHere();
    if (answer.type === "opaqueredirect") return answer;
    if (mine && mine.status === 200 && await mine.clone().text() === text) return mine;
    await setApart(resultingClientId);
    return answer;
  }

  /** What a page, or the program that searches for it, asks for. */
  async function part({ request, clientId, resultingClientId }) {
    if (!await isOther(clientId)) return await kept(request.url) || fetch(request);
    if (request.destination === "worker") await setApart(resultingClientId);
    return fetch(request);
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => {
    if (event.request.method !== "GET" || !event.request.url.startsWith(ROOT)) return;
    event.respondWith(event.request.mode === "navigate" ? page(event) : part(event));
  });
  // A browser that still had this program, from before the edition was taken away, does not install it again.
  self.addEventListener("message", (event) => {
    const tell = (done) => event.ports[0].postMessage(done);
    event.waitUntil(fill().then(() => tell(true), async () => { await caches.delete(CACHE); tell(false); }));
  });
}
