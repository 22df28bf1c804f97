// The site as files on a disk or a stick: there a folder is no page, nothing can be fetched, and no worker runs. This stands
// in for the server; only the edition in a zip has it (see infobox/site/offline.py).
(() => {
  const PAGE = "index.html";

  // Links that scripts make: those of the pages themselves lead to a file already.
  const lead = (address) => {
    const url = new URL(address, document.baseURI);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += PAGE;
    return url.href;
  };
  const mend = (part) => {
    for (const link of part.querySelectorAll?.("a[href$='/'], a[href*='/#'], a[href*='/?']") ?? []) link.href = lead(link.href);
    if (part.matches?.("a[href]")) part.href = lead(part.href);
  };
  new MutationObserver((changes) => { for (const { addedNodes } of changes) addedNodes.forEach(mend); })
    .observe(document.documentElement, { childList: true, subtree: true });

  const load = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(address)));
    document.head.append(script);
  });

  // What a server would send, stands in a script that hands it over: one at a time, for they do not say which they are.
  let turn = Promise.resolve();
  let handed;
  window.infoboxHandOver = (data) => { handed = data; };
  const fetch = (address) => {
    const mine = turn.then(async () => {
      await load(`${address}.js`);
      const data = handed;
      return { ok: true, json: async () => data };
    });
    turn = mine.catch(() => {});
    return mine;
  };

  // The program that searches, in the page itself. It talks as a worker does.
  window.Worker = class extends EventTarget {
    #inside = new EventTarget();
    #ready;

    constructor(address) {
      super();
      const self = Object.assign(this.#inside, {
        location: new URL(address, document.baseURI).href,
        postMessage: (data) => this.dispatchEvent(new MessageEvent("message", { data })),
      });
      this.#ready = load(address).then(() => window.infoboxSearch(self, fetch));
    }

    postMessage(data) {
      this.#ready.then(() => this.#inside.dispatchEvent(new MessageEvent("message", { data })));
    }
  };
})();
